#define _GNU_SOURCE
#include "signal_watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

enum { SIGNAL_LIMIT = 32 };

// What the handler reaches: never freed, since a handler may still run on another thread.
static atomic_uint arrived;
static atomic_int waking = -1;

static bool is_watching;
static int ends[2] = {-1, -1};
static sigset_t watched;
static struct sigaction before[SIGNAL_LIMIT];

static void on_signal(int number) {
  int kept = errno;
  atomic_fetch_or(&arrived, 1u << number);
  int end = atomic_load(&waking);
  // A full pipe wakes as well.
  if (end >= 0 && write(end, "", 1) < 0) errno = kept;
  errno = kept;
}

static void watch(int number) {
  if (number <= 0 || number >= SIGNAL_LIMIT) return;
  sigaction(number, NULL, &before[number]);
  // Who ignores a signal means it.
  if (before[number].sa_handler == SIG_IGN) return;
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  sigaddset(&watched, number);
}

int signal_watch_begin(const int *numbers, int count) {
  if (is_watching) return EBUSY;
  // The pipe stays for the next watch.
  if (ends[0] < 0 && pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return errno;
  is_watching = true;
  atomic_store(&arrived, 0);
  atomic_store(&waking, ends[1]);
  sigemptyset(&watched);
  for (int at = 0; at < count; at += 1) watch(numbers[at]);
  return 0;
}

void signal_watch_end(void) {
  for (int number = 1; number < SIGNAL_LIMIT; number += 1) {
    if (sigismember(&watched, number)) sigaction(number, &before[number], NULL);
  }
  sigemptyset(&watched);
  is_watching = false;
}

int signal_watch_take(void) {
  unsigned all = atomic_load(&arrived);
  if (all == 0) return 0;
  int number = __builtin_ctz(all);
  atomic_fetch_and(&arrived, ~(1u << number));
  return number;
}

signal_watch_event signal_watch_wait(int file, int milliseconds) {
  char bytes[64];
  while (read(ends[0], bytes, sizeof bytes) > 0) continue;
  if (atomic_load(&arrived) != 0) return SIGNAL_WATCH_SIGNALLED;
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, NULL, &mask);
  for (int number = 1; number < SIGNAL_LIMIT; number += 1) {
    if (sigismember(&watched, number)) sigdelset(&mask, number);
  }
  struct pollfd files[] = {{.fd = file, .events = POLLIN}, {.fd = ends[0], .events = POLLIN}};
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  int ready = ppoll(files, 2, milliseconds < 0 ? NULL : &time, &mask);
  if (atomic_load(&arrived) != 0) return SIGNAL_WATCH_SIGNALLED;
  if (ready == 0) return SIGNAL_WATCH_TIME_UP;
  return ready > 0 && files[0].revents != 0 ? SIGNAL_WATCH_READY : SIGNAL_WATCH_AGAIN;
}
