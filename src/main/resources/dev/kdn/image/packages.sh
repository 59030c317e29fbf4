#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs, while an image is built, the essentials whose command is missing and the packages that were asked for.
# usage: packages.sh auto|apt|dnf|microdnf|zypper|apk|none [PACKAGE...]
set -eu

manager=$1
shift

have() {
    command -v "$1" >/dev/null 2>&1
}

# The one that the base image has. microdnf comes late: where dnf is as well, it does more.
detect() {
    for pair in apt-get:apt dnf:dnf microdnf:microdnf zypper:zypper apk:apk; do
        if have "${pair%%:*}"; then
            echo "${pair#*:}"
            return
        fi
    done
    echo none
}

if [ "$manager" = auto ]; then
    manager=$(detect)
    if [ "$manager" = none ] && [ $# -gt 0 ]; then
        echo "kdn: this base image has none of apt-get, dnf, microdnf, zypper and apk to install: $*" >&2
        exit 1
    fi
fi

certificates() {
    for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem; do
        [ ! -s "$bundle" ] || return 0
    done
    return 1
}

missing=
need() {
    have "$1" || missing="$missing $2"
}
need bash bash
certificates || missing="$missing ca-certificates"
need curl curl
need git git
case $manager in
dnf | microdnf) need ps procps-ng ;;
*) need ps procps ;;
esac
need sudo sudo
need tmux tmux

if [ "$manager" = none ]; then
    [ -z "$missing" ] || echo "kdn: no package manager, the image goes without:$missing"
    exit 0
fi
# shellcheck disable=SC2086 # a list of plain words
set -- $missing "$@"
[ $# -gt 0 ] || exit 0

case $manager in
apt)
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install -y --no-install-recommends "$@"
    apt-get clean
    rm -rf /var/lib/apt/lists/*
    ;;
dnf | microdnf)
    "$manager" install -y "$@"
    "$manager" clean all
    ;;
zypper)
    zypper --non-interactive install --no-recommends "$@"
    zypper clean --all
    ;;
apk)
    apk add --no-cache "$@"
    ;;
*)
    echo "kdn: unknown package manager: $manager" >&2
    exit 2
    ;;
esac
