#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the user "agent", while an image is built, on any base: useradd, adduser and /etc/shadow are not needed.
# usage: user.sh UID GID [ROOT]
set -eu
# Names and ids are looked for in the files of the image, never through the system's name services.

uid=$1
gid=$2
root=${3:-}
home=/home/agent
shell=/bin/sh
if command -v bash >/dev/null 2>&1; then
    shell=$(command -v bash)
fi

mkdir -p "$root/etc" "$root/workspace/sources"
mkdir -p "$root$home/.config" "$root$home/.local/bin" "$root$home/.local/share" "$root$home/.local/state"
passwd=$root/etc/passwd
groups=$root/etc/group
touch "$passwd" "$groups"

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
while IFS=: read -r name _ number _ || [ -n "$name" ]; do
    if [ "$number" = "$gid" ]; then
        group=$name
        break
    fi
done <"$groups"
if [ -z "$group" ]; then
    keep "$groups" agent '' >"$groups.kdn"
    echo "agent:x:$gid:" >>"$groups.kdn"
    cat "$groups.kdn" >"$groups"
    rm "$groups.kdn"
fi

# A user of that name or number is replaced. The star means: no password, and no entry in /etc/shadow needed.
login=agent
[ "$uid" != 0 ] || login=root
keep "$passwd" "$login" "$uid" >"$passwd.kdn"
echo "$login:*:$uid:$gid:workspace user:$home:$shell" >>"$passwd.kdn"
cat "$passwd.kdn" >"$passwd"
rm "$passwd.kdn"

if [ -d "$root/etc/skel" ]; then
    cp -R "$root/etc/skel/." "$root$home/"
fi
chown -R "$uid:$gid" "$root$home" "$root/workspace"
