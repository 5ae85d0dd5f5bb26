// libedit, which is loaded when a line is first read at a terminal: most commands read none, and it
// brings two libraries with it.
#ifndef LIBRARY_H
#define LIBRARY_H

#include <histedit.h>
#include <stdbool.h>

// The functions that are used, found when it is loaded.
typedef struct {
  __typeof__(&el_init_fd) init;
  __typeof__(&el_end) end;
  __typeof__(&el_wset) set;
  __typeof__(&el_wget) get;
  __typeof__(&el_source) source;
  __typeof__(&el_wgets) read;
  __typeof__(&el_wline) line;
  __typeof__(&el_winsertstr) insert;
  __typeof__(&el_deletestr) delete_before;
  __typeof__(&el_cursor) move;
  __typeof__(&el_resize) resize;
  __typeof__(&history_winit) history_init;
  __typeof__(&history_w) history;
  __typeof__(&history_wend) history_end;
} edit_library;

extern edit_library libedit;

// Whether it is there; loads it the first time, which is not to be done by two threads at once.
bool edit_library_load(void);

#endif
