#define _GNU_SOURCE
#include "site.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Everything here that the handler reaches allocates nothing, takes no lock and calls no stdio.

static const struct {
  int number;
  const char *name;
} signals[] = {
    {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"},   {SIGILL, "SIGILL"},
    {SIGFPE, "SIGFPE"},   {SIGABRT, "SIGABRT"}, {SIGTRAP, "SIGTRAP"},
};
enum { SIGNAL_COUNT = sizeof signals / sizeof *signals };

static struct sigaction before[SIGNAL_COUNT];

// A line that is put together without stdio; what does not fit is left out.
typedef struct {
  char text[512];
  size_t count;
} line;

static void add(line *to, const char *text) {
  while (*text != '\0' && to->count < sizeof to->text) to->text[to->count++] = *text++;
}

static void add_number(line *to, uint64_t number, unsigned base) {
  char digits[24];
  size_t at = sizeof digits;
  digits[--at] = '\0';
  do {
    digits[--at] = "0123456789abcdef"[number % base];
    number /= base;
  } while (number > 0);
  add(to, digits + at);
}

static void put(int file, const char *text, size_t count) {
  while (count > 0) {
    ssize_t written = write(file, text, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text += written;
    count -= (size_t)written;
  }
}

static int place_of(int number) {
  for (int at = 0; at < SIGNAL_COUNT; at += 1) {
    if (signals[at].number == number) return at;
  }
  return 0;
}

// One write to the end of the file: several processes may leave their line at once.
static void leave_trail(crash_mark mark, const char *name) {
  if (mark.site->trail == NULL) return;
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
  int file = open(mark.site->trail, flags, 0644);
  if (file < 0) return;
  line text = {.count = 0};
  add(&text, mark.site->plugin);
  add(&text, " ");
  add(&text, mark.lane);
  add(&text, " ");
  add(&text, name);
  add(&text, "\n");
  put(file, text.text, text.count);
  close(file);
}

static void add_details(line *to, crash_mark mark, const char *name, const siginfo_t *info) {
  struct timespec now = {0};
  clock_gettime(CLOCK_REALTIME, &now);
  add(to, "plugin ");
  add(to, mark.site->plugin);
  add(to, ", lane ");
  add(to, mark.lane);
  add(to, ", ");
  add(to, name);
  if (info->si_code > 0) {
    add(to, " at address 0x");
    add_number(to, (uintptr_t)info->si_addr, 16);
  }
  add(to, ", process ");
  add_number(to, (uint64_t)getpid(), 10);
  add(to, ", seconds since 1970: ");
  add_number(to, (uint64_t)now.tv_sec, 10);
  add(to, "\n");
}

static void write_report(crash_mark mark, const char *name, const siginfo_t *info) {
  if (mark.site->report == NULL) return;
  int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
  int file = open(mark.site->report, flags, 0600);
  if (file < 0) return;
  line text = {.count = 0};
  add_details(&text, mark, name, info);
  put(file, text.text, text.count);
  void *frames[128];
  backtrace_symbols_fd(frames, backtrace(frames, 128), file);
  close(file);
}

// What is most needed comes first: the rest may itself fail on a stack that is damaged.
static void on_signal(int number, siginfo_t *info, void *context) {
  (void)context;
  int kept = errno;
  int place = place_of(number);
  crash_mark mark = crash_here;
  if (mark.site == NULL) {
    sigaction(number, &before[place], NULL);
  } else {
    crash_here.site = NULL;
    signal(number, SIG_DFL);
    leave_trail(mark, signals[place].name);
    put(STDERR_FILENO, mark.site->words, strlen(mark.site->words));
    write_report(mark, signals[place].name, info);
  }
  // A fault comes again as soon as this returns; a signal that was sent has to be sent again.
  if (info->si_code <= 0) raise(number);
  errno = kept;
}

static void install(void) {
  void *frame;
  backtrace(&frame, 1);
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int at = 0; at < SIGNAL_COUNT; at += 1) sigaddset(&action.sa_mask, signals[at].number);
  for (int at = 0; at < SIGNAL_COUNT; at += 1) {
    // Only what would end the process: who ignores or blocks a signal means it.
    sigaction(signals[at].number, NULL, &before[at]);
    if (before[at].sa_handler == SIG_IGN) continue;
    sigaction(signals[at].number, &action, NULL);
  }
}

void crash_install(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
}
