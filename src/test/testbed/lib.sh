# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Shared helpers for the test bed scripts; sourced, never run.
# Every location can be moved with an environment variable.

: "${TESTBED_RUN:=/run/testbed}"          # sockets, pid files, generated configuration
: "${TESTBED_DATA:=/var/lib/testbed}"     # image and container stores
: "${TESTBED_CACHE:=/var/cache/testbed}"  # root file system archives, safe to keep between CI runs
: "${TESTBED_REGISTRY_PORT:=5055}"        # plain registry; the next port asks for a password
export DEBIAN_FRONTEND=noninteractive

log() { printf 'testbed: %s\n' "$*" >&2; }
die() { log "error: $*"; exit 1; }

need_root() { [ "$(id -u)" = 0 ] || die "must run as root"; }

# One script at a time per TESTBED_RUN. Daemons are started with 9>&- so they do not keep the lock.
take_lock() {
  mkdir -p "$TESTBED_RUN" "$TESTBED_DATA" "$TESTBED_CACHE"
  exec 9>"$TESTBED_RUN/lock"
  flock -w 600 9 || die "another test bed script holds $TESTBED_RUN/lock"
}

# need command:package ... - install the packages whose command is missing.
need() {
  local pair missing=()
  for pair in "$@"; do
    PATH="$PATH:/usr/sbin:/sbin:/usr/lib/podman" command -v "${pair%%:*}" >/dev/null 2>&1 ||
      missing+=("${pair#*:}")
  done
  [ ${#missing[@]} = 0 ] && return 0
  log "installing ${missing[*]}"
  local apt=(apt-get -q -y -o DPkg::Lock::Timeout=300)
  "${apt[@]}" install --no-install-recommends "${missing[@]}" </dev/null >&2 9>&- && return 0
  { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"; } \
    </dev/null >&2 9>&- || die "could not install ${missing[*]}"
}

start_time() { awk '{ sub(/.*\) /, ""); print $20 }' "/proc/$1/stat" 2>/dev/null; }

# spawn NAME COMMAND... - start a daemon detached from this shell and remember pid + start time.
spawn() {
  local name=$1 pid; shift
  setsid "$@" </dev/null >"$TESTBED_RUN/$name.log" 2>&1 9>&- &
  pid=$!
  printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$TESTBED_RUN/$name.started"
}

# running NAME - true when the process recorded by spawn is still that same process.
running() {
  local pid since
  read -r pid since 2>/dev/null <"$TESTBED_RUN/$1.started" || return 1
  [ -n "$since" ] && [ "$(start_time "$pid")" = "$since" ]
}

# stop NAME - end the process recorded by spawn, and nothing else.
stop() {
  local pid _ i
  running "$1" || { rm -f "$TESTBED_RUN/$1.started"; return 0; }
  read -r pid _ <"$TESTBED_RUN/$1.started"
  log "stopping $1 (pid $pid)"
  kill -TERM "$pid" 2>/dev/null || true
  for ((i = 0; i < 300; i++)); do running "$1" || break; sleep 0.1; done
  running "$1" && kill -KILL "$pid" 2>/dev/null
  rm -f "$TESTBED_RUN/$1.started"
}

# wait_for SECONDS NAME COMMAND... - poll until COMMAND works; show the log of NAME when it does not.
wait_for() {
  local left=$(($1 * 10)) name=$2; shift 2
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    if [ "$left" -le 0 ] || ! running "$name"; then
      tail -n 30 "$TESTBED_RUN/$name.log" >&2
      die "$name did not become ready"
    fi
    sleep 0.1
  done
}

# answers SOCKET - true when an engine API answers on the UNIX socket.
answers() { [ -S "$1" ] && [ "$(curl -s -m 5 --unix-socket "$1" http://x/_ping)" = OK ]; }

# Mount the cgroup controllers where no init system has done so.
mount_cgroups() {
  local root=/sys/fs/cgroup name
  mountpoint -q "$root" || mount -t tmpfs -o mode=755 cgroup "$root" || return 0
  [ "$(stat -f -c %T "$root")" = cgroup2fs ] && return 0
  while read -r name _ _ on; do
    [ "$on" = 1 ] || continue
    case $name in '#'*) continue ;; esac
    grep -qE "^[^ ]+ $root/[^ ]+ cgroup [^ ]*\\b$name\\b" /proc/mounts && continue
    mkdir -p "$root/$name" && { mount -t cgroup -o "$name" cgroup "$root/$name" || rmdir "$root/$name"; }
  done </proc/cgroups
}
