// Preloaded into a program that a test kills: ends it at a counted write of its database, so that
// each run of the test is the same.
//
// `DOCKET_KILL_STEP=7` ends it before the seventh time that it syncs a file or folder, or gives one
// another name. `DOCKET_KILL_POINT=3.2` lets it make three syncs of files and one write after the third, then half
// of the next write. `3.0` ends it as soon as the third sync is made.

#define _GNU_SOURCE

#include "kill_point.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static int last_sync = -1;
static int last_write = 0;
static int last_step = -1;
static atomic_int steps = 0;
static atomic_int syncs = 0;
static atomic_int writes = 0;

__attribute__((constructor)) static void read_point(void) {
  const char *text = getenv(KILL_POINT_VARIABLE);
  if (text && sscanf(text, "%d.%d", &last_sync, &last_write) != 2) abort();
  text = getenv(KILL_STEP_VARIABLE);
  if (text && sscanf(text, "%d", &last_step) != 1) abort();
}

static void end_at_once(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void step(void) {
  if (atomic_fetch_add(&steps, 1) + 1 == last_step) end_at_once();
}

int fsync(int file) {
  step();
  return (int)syscall(SYS_fsync, file);
}

int rename(const char *from, const char *to) {
  step();
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  step();
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
  step();
  return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

// SQLite writes its files with this call and with no other.
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset);

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  if (atomic_load(&syncs) == last_sync && atomic_fetch_add(&writes, 1) + 1 == last_write) {
    syscall(SYS_pwrite64, file, bytes, count / 2, offset);
    end_at_once();
  }
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}

int fdatasync(int file) {
  step();
  int result = (int)syscall(SYS_fdatasync, file);
  if (atomic_fetch_add(&syncs, 1) + 1 == last_sync && last_write == 0) end_at_once();
  return result;
}
