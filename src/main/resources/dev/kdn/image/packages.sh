#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs, while an image is built, the essentials whose command is missing and the packages that were asked for.
# usage: packages.sh auto|apt|dnf|none [PACKAGE...]
set -eu

manager=$1
shift

have() {
    command -v "$1" >/dev/null 2>&1
}

if [ "$manager" = auto ]; then
    if have apt-get; then
        manager=apt
    elif have dnf; then
        manager=dnf
    elif [ $# -eq 0 ]; then
        manager=none
    else
        echo "kdn: this base image has neither apt-get nor dnf to install: $*" >&2
        exit 1
    fi
fi

missing=
need() {
    have "$1" || missing="$missing $2"
}
need bash bash
[ -s /etc/ssl/certs/ca-certificates.crt ] || [ -s /etc/pki/tls/certs/ca-bundle.crt ] ||
    missing="$missing ca-certificates"
need curl curl
need git git
if [ "$manager" = dnf ]; then need ps procps-ng; else need ps procps; fi
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
dnf)
    dnf install -y "$@"
    dnf clean all
    ;;
esac
