// A made-up host for one plugin: what the fuzzers and the sanitized run give to Lua.
#ifndef DOCKET_FUZZ_PLUGIN_H
#define DOCKET_FUZZ_PLUGIN_H

#include <stdbool.h>

#include "sandbox.h"

enum { PLUGIN_HANDLERS = 64, PLUGIN_SCRATCH = 4096 };

typedef struct {
  sandbox *box;
  int32_t handlers[PLUGIN_HANDLERS];
  int handler_count;
  uint8_t scratch[PLUGIN_SCRATCH];
} plugin;

// A buffer that values are written into; what does not fit is left out.
typedef struct {
  uint8_t bytes[PLUGIN_SCRATCH];
  size_t count;
} values;

extern const char plugin_caller[];
extern const size_t plugin_caller_size;

void values_byte(values *to, uint8_t byte);
void values_bytes(values *to, const void *bytes, size_t count);
void values_text(values *to, const void *bytes, size_t count);
void values_ticket(values *to);

bool plugin_open(plugin *it, size_t memory);
void plugin_close(plugin *it);
// What a call may take at most, of the thread's own time: twice what it has and 50 ms.
uint64_t plugin_thread_time(void);
const char *plugin_overrun(uint64_t start, uint64_t milliseconds);
// Loads a text, runs it, and fires what it registered with `desk.on`.
sandbox_code plugin_run(plugin *it, sandbox_bytes source, sandbox_budget *budget);

#endif
