/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Preloaded into kdn's JVM by the crash suites: counts what the process does to the files below a folder, and kills the
 * process, or fails the call, at a chosen one.
 *
 *   EFFECTS_ROOT  the folder; what happens elsewhere does not count
 *   EFFECTS_LOG   one line "<number> <call> <path>" is appended for each effect, before it happens
 *   EFFECTS_AT    the number of the effect at which something happens; 0 or unset: only count
 *   EFFECTS_MODE  before: SIGKILL instead of the effect; after: SIGKILL once it has happened;
 *                 torn: of a write, one half is done before SIGKILL, other effects as with before;
 *                 full: this one and all later ones fail that need room, with ENOSPC
 *   EFFECTS_EXCEPT optional folder below the root where nothing counts
 *   EFFECTS_KINDS optional list as ",rename,unlink,": other calls are not counted
 *
 * The calls that cannot change anything, such as the removal of a file that is not there, are not counted either.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int armed, at, torn, after, full;
static int number;
static char root[4096], except[4096], kinds[256];
static int log_file = -1;

static const char *variable(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

__attribute__((constructor)) static void arm(void) {
  if (strcmp(program_invocation_short_name, "java") != 0 || !*variable("EFFECTS_ROOT")) return;
  snprintf(root, sizeof root, "%s/", variable("EFFECTS_ROOT"));
  snprintf(except, sizeof except, "%s", variable("EFFECTS_EXCEPT"));
  snprintf(kinds, sizeof kinds, "%s", variable("EFFECTS_KINDS"));
  at = atoi(variable("EFFECTS_AT"));
  after = !strcmp(variable("EFFECTS_MODE"), "after");
  torn = !strcmp(variable("EFFECTS_MODE"), "torn");
  full = !strcmp(variable("EFFECTS_MODE"), "full");
  log_file = syscall(SYS_openat, AT_FDCWD, variable("EFFECTS_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  unsetenv("LD_PRELOAD"); /* what kdn starts is not meant */
  armed = 1;
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static int below(const char *path) {
  size_t length = strlen(root) - 1;
  if (*except && !strncmp(path, except, strlen(except))) return 0;
  return !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

static const char *path_of(int descriptor, char *buffer, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, buffer, size - 1);
  buffer[length < 0 ? 0 : length] = 0;
  return buffer;
}

static int exists(const char *path) {
  struct stat status;
  int before = errno, result = lstat(path, &status) == 0;
  errno = before;
  return result;
}

static int parent_exists(const char *path) {
  char parent[4096];
  snprintf(parent, sizeof parent, "%s", path);
  char *slash = strrchr(parent, '/');
  if (!slash || slash == parent) return 1;
  *slash = 0;
  return exists(parent);
}

/* 0: go on; 1: go on, then die; 2: a torn write; -1: fail with ENOSPC. */
static int effect(const char *call, const char *path, int needs_room) {
  char line[5000], name[64];
  snprintf(name, sizeof name, ",%s,", call);
  if (!armed || !below(path) || (*kinds && !strstr(kinds, name))) return 0;
  int mine = __sync_add_and_fetch(&number, 1);
  int length = snprintf(line, sizeof line, "%d %s %s\n", mine, call, path);
  syscall(SYS_write, log_file, line, length);
  if (at == 0 || mine < at) return 0;
  if (full) {
    if (!needs_room) return 0;
    errno = ENOSPC;
    return -1;
  }
  if (mine > at) return 0;
  if (after) return 1;
  if (torn && !strcmp(call, "write")) return 2;
  die();
  return 0;
}

#define NEXT(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static int end(int what, int result) {
  if (what == 1) die();
  return result;
}

#define PATH_CALL(function, needs_room, counts)                                          \
  int what = (counts) ? effect(#function, path, needs_room) : 0;                         \
  return what < 0 ? -1

int rename(const char *from, const char *path) {
  PATH_CALL(rename, 0, exists(from)) : end(what, NEXT(int, "rename", const char *, const char *)(from, path));
}
int link(const char *from, const char *path) {
  PATH_CALL(link, 1, 1) : end(what, NEXT(int, "link", const char *, const char *)(from, path));
}
int symlink(const char *from, const char *path) {
  PATH_CALL(symlink, 1, 1) : end(what, NEXT(int, "symlink", const char *, const char *)(from, path));
}
int unlink(const char *path) {
  PATH_CALL(unlink, 0, exists(path)) : end(what, NEXT(int, "unlink", const char *)(path));
}
int rmdir(const char *path) {
  PATH_CALL(rmdir, 0, exists(path)) : end(what, NEXT(int, "rmdir", const char *)(path));
}
int mkdir(const char *path, mode_t mode) {
  PATH_CALL(mkdir, 1, !exists(path) && parent_exists(path)) : end(what, NEXT(int, "mkdir", const char *, mode_t)(path, mode));
}

static int opening(const char *call, int folder, const char *path, int flags, mode_t mode) {
  int what = flags & O_CREAT && !exists(path) ? effect("open", path, 1) : 0;
  if (what < 0) return -1;
  return end(what, NEXT(int, call, int, const char *, int, mode_t)(folder, path, flags, mode));
}

#define MODE                           \
  mode_t mode = 0;                     \
  if (flags & O_CREAT) {               \
    va_list more;                      \
    va_start(more, flags);             \
    mode = va_arg(more, mode_t);       \
    va_end(more);                      \
  }

int open(const char *path, int flags, ...) { MODE return opening("openat", AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opening("openat64", AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opening("openat", folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opening("openat64", folder, path, flags, mode); }

static int on_descriptor(const char *call, int descriptor, int needs_room) {
  char buffer[4096];
  return armed && descriptor > 2 ? effect(call, path_of(descriptor, buffer, sizeof buffer), needs_room) : 0;
}

int fsync(int descriptor) {
  int what = on_descriptor("fsync", descriptor, 0);
  return what < 0 ? -1 : end(what, NEXT(int, "fsync", int)(descriptor));
}
int fdatasync(int descriptor) {
  int what = on_descriptor("fsync", descriptor, 0);
  return what < 0 ? -1 : end(what, NEXT(int, "fdatasync", int)(descriptor));
}
ssize_t write(int descriptor, const void *bytes, size_t count) {
  int what = on_descriptor("write", descriptor, 1);
  if (what < 0) return -1;
  ssize_t written = NEXT(ssize_t, "write", int, const void *, size_t)(descriptor, bytes, what == 2 ? count / 2 : count);
  if (what) die();
  return written;
}
