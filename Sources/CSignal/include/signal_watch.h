#ifndef SIGNAL_WATCH_H
#define SIGNAL_WATCH_H

// Signals that are told to whoever waits for a file, in place of what they do otherwise.
//
// There is one watch at a time. Its handlers run on any thread; they note the signal and wake the
// thread that waits, which lets the signals through while it waits, even if it holds them back.

typedef enum {
  SIGNAL_WATCH_READY,     // the file can be read, or is at its end
  SIGNAL_WATCH_SIGNALLED, // signal_watch_take tells by what
  SIGNAL_WATCH_TIME_UP,
  SIGNAL_WATCH_AGAIN,     // something else interrupted it
} signal_watch_event;

// Watches these from now on, except those that the program ignores. Gives 0, or an error number.
int signal_watch_begin(const int *numbers, int count);

// The signals do again what they did before.
void signal_watch_end(void);

// A signal that came and was not yet taken; 0 if there is none.
int signal_watch_take(void);

// Waits for the file or a signal; with less than 0 milliseconds, for as long as it takes.
signal_watch_event signal_watch_wait(int file, int milliseconds);

#endif
