#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the user "agent", while an image is built, on any base: useradd and groupadd are not needed.
# usage: user.sh UID GID
set -eu
# Names and ids are looked for in the files of the image, never through the system's name services.

uid=$1
gid=$2
home=/home/agent
shell=/bin/sh
if command -v bash >/dev/null 2>&1; then
    shell=$(command -v bash)
fi

mkdir -p /etc "$home/.config" "$home/.local/bin" "$home/.local/share" "$home/.local/state" /workspace/sources
touch /etc/passwd /etc/group

# keep FILE NAME ID: prints the lines of FILE that have neither that name nor that id; ID may be empty.
keep() {
    while IFS= read -r line || [ -n "$line" ]; do
        rest=${line#*:}
        rest=${rest#*:}
        [ "${line%%:*}" = "$2" ] || [ "${rest%%:*}" = "$3" ] || printf '%s\n' "$line"
    done <"$1"
}

# A group that has the number already is used as it is.
group=
while IFS=: read -r name _ number _; do
    if [ "$number" = "$gid" ]; then
        group=$name
        break
    fi
done </etc/group
if [ -z "$group" ]; then
    keep /etc/group agent '' >/etc/group.kdn
    echo "agent:x:$gid:" >>/etc/group.kdn
    cat /etc/group.kdn >/etc/group
    rm /etc/group.kdn
fi

# A user of that name or number is replaced. The star means: no password, and no entry in /etc/shadow needed.
login=agent
[ "$uid" != 0 ] || login=root
keep /etc/passwd "$login" "$uid" >/etc/passwd.kdn
echo "$login:*:$uid:$gid:workspace user:$home:$shell" >>/etc/passwd.kdn
cat /etc/passwd.kdn >/etc/passwd
rm /etc/passwd.kdn

if [ -d /etc/skel ]; then
    cp -R /etc/skel/. "$home/"
fi
chown -R "$uid:$gid" "$home" /workspace
