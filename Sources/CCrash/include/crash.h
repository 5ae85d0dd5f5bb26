#ifndef CRASH_H
#define CRASH_H

#include <stdbool.h>

// What is left behind where a signal ends the process while a plugin's code runs.
//
// A thread says whose code it runs by two stores. The handler reads what was prepared, and calls
// only what may be called from a signal (signal-safety(7)) and backtrace of glibc, which allocates
// nothing once it was called: crash_install does that.

// Whose code it is, and where to leave what; never changed once it is made.
typedef struct crash_site crash_site;

typedef struct {
  const crash_site *site;
  const char *lane;
} crash_mark;

// Whose code this thread runs, and its lane, a literal; no site where it runs none.
extern _Thread_local crash_mark crash_here;

// Whether this thread has a stack for its handlers.
extern _Thread_local bool crash_has_stack;

// `words` are for people, on standard error. `trail` is the file that takes the plugin's name, lane
// and signal, `report` the one that takes the details; either may be NULL. NULL without memory.
crash_site *crash_site_make(
    const char *plugin, const char *words, const char *trail, const char *report);

void crash_site_free(crash_site *site);

// Handles the signals by which a fault ends a process, once for all threads.
//
// A signal outside of plugins' code goes where it went before.
void crash_install(void);

// Gives this thread a stack for its handlers, until it ends: its own may be used up.
void crash_make_stack(void);

// From now on this thread runs that plugin's code; gives what it ran before.
static inline crash_mark crash_enter(const crash_site *site, const char *lane) {
  crash_mark before = crash_here;
  if (!crash_has_stack) crash_make_stack();
  crash_here.lane = lane;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  crash_here.site = site;
  return before;
}

// It runs again what it ran before.
static inline void crash_leave(crash_mark before) {
  crash_here.site = 0;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  crash_here.lane = before.lane;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  crash_here.site = before.site;
}

#endif
