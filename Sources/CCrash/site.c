#include "site.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

_Thread_local crash_mark crash_here;
_Thread_local bool crash_has_stack;

static char *copy(const char *text) { return text == NULL ? NULL : strdup(text); }

crash_site *crash_site_make(
    const char *plugin, const char *words, const char *trail, const char *report) {
  crash_site *site = malloc(sizeof *site);
  if (site == NULL) return NULL;
  *site = (crash_site){copy(plugin), copy(words), copy(trail), copy(report)};
  if (site->plugin != NULL && site->words != NULL) return site;
  crash_site_free(site);
  return NULL;
}

void crash_site_free(crash_site *site) {
  free((char *)site->plugin);
  free((char *)site->words);
  free((char *)site->trail);
  free((char *)site->report);
  free(site);
}

// Room for the handler and glibc's backtrace; below it lies a page that nobody may touch.
enum { STACK_SIZE = 128 << 10, GUARD_SIZE = 4 << 10 };

static pthread_key_t stack_key;
static pthread_once_t stack_once = PTHREAD_ONCE_INIT;
static bool has_key;

static void free_stack(void *start) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(start, STACK_SIZE + GUARD_SIZE);
}

static void make_key(void) { has_key = pthread_key_create(&stack_key, free_stack) == 0; }

void crash_make_stack(void) {
  crash_has_stack = true;
  pthread_once(&stack_once, make_key);
  if (!has_key) return;
  char *start = mmap(NULL, STACK_SIZE + GUARD_SIZE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (start == MAP_FAILED) return;
  mprotect(start, GUARD_SIZE, PROT_NONE);
  stack_t stack = {.ss_sp = start + GUARD_SIZE, .ss_size = STACK_SIZE};
  if (sigaltstack(&stack, NULL) != 0 || pthread_setspecific(stack_key, start) != 0) {
    free_stack(start);
  }
}
