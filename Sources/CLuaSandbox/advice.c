#include "box.h"

// Functions of stock Lua that are not here read as nil, because portable code asks before it uses
// them. Whoever calls one without asking is told what there is instead.

typedef struct {
  const char *name;
  const char *full;
  const char *instead;
} advice;

static const advice known[] = {
  {"clock", "os.clock", "time is counted for you; os.time tells the time of the change"},
  {"close", "coroutine.close", "let the coroutine return"},
  {"collectgarbage", "collectgarbage", "memory is collected by itself"},
  {"debug", "debug", "use error, pcall and xpcall"},
  {"dofile", "dofile", "use require for files in lib/"},
  {"dump", "string.dump", "use load for text"},
  {"execute", "os.execute", "plugins start no processes"},
  {"exit", "os.exit", "use error to end what runs"},
  {"getenv", "os.getenv", "use settings of the manifest"},
  {"io", "io", "use print for the log"},
  {"loadfile", "loadfile", "use require for files in lib/"},
  {"package", "package", "use require for files in lib/"},
  {"remove", "os.remove", "plugins reach no files"},
  {"rename", "os.rename", "plugins reach no files"},
  {"setlocale", "os.setlocale", "texts are UTF-8 and numbers are written with a dot"},
  {"tmpname", "os.tmpname", "plugins reach no files"},
  {"warn", "warn", "use print for the log"},
};

static const advice *find(const char *name, size_t count) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i += 1) {
    bool same = strlen(known[i].name) == count && memcmp(known[i].name, name, count) == 0;
    if (same) return &known[i];
  }
  return NULL;
}

// What to use instead of a name that has such an advice.
const char *box_advice(const char *name, size_t count) {
  const advice *found = find(name, count);
  return found == NULL ? "" : found->instead;
}

// Adds to the text of an error that Lua raises when a function is missing; returns how much.
int box_advise(const char *message, size_t count, char *text, size_t size) {
  static const char *const calls[] = {
    "attempt to call a nil value (global '", "attempt to call a nil value (field '"};
  for (size_t i = 0; i < 2; i += 1) {
    size_t length = strlen(calls[i]);
    const char *at = memmem(message, count, calls[i], length);
    if (at == NULL) continue;
    const char *name = at + length, *end = message + count;
    const char *quote = memchr(name, '\'', (size_t)(end - name));
    const advice *found = quote == NULL ? NULL : find(name, (size_t)(quote - name));
    if (found == NULL || end - quote != 2) return 0;
    int written = snprintf(text, size, "; %s is not here: %s", found->full, found->instead);
    return written > 0 && (size_t)written < size ? written : 0;
  }
  return 0;
}
