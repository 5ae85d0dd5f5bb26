#include "library.h"

#include <dlfcn.h>
#include <stddef.h>

edit_library libedit;

static bool find(void *library, const char *name, void *place) {
  void *found = dlsym(library, name);
  *(void **)place = found;
  return found != NULL;
}

bool edit_library_load(void) {
  static bool is_loaded;
  if (is_loaded) return true;
  void *library = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return false;
  is_loaded = find(library, "el_init_fd", &libedit.init) &&
              find(library, "el_end", &libedit.end) &&
              find(library, "el_wset", &libedit.set) &&
              find(library, "el_wget", &libedit.get) &&
              find(library, "el_source", &libedit.source) &&
              find(library, "el_wgets", &libedit.read) &&
              find(library, "el_wline", &libedit.line) &&
              find(library, "el_winsertstr", &libedit.insert) &&
              find(library, "el_deletestr", &libedit.delete_before) &&
              find(library, "el_cursor", &libedit.move) &&
              find(library, "el_resize", &libedit.resize) &&
              find(library, "history_winit", &libedit.history_init) &&
              find(library, "history_w", &libedit.history) &&
              find(library, "history_wend", &libedit.history_end);
  return is_loaded;
}
