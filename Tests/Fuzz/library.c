#include <string.h>

#include "fuzz.h"
#include "plugin.h"

enum {
  TAG_INTEGER = 3,
  TAG_VIEW = 14,
  MEMORY = 8 << 20,
  RESERVE = 256 << 10,
  INSTRUCTIONS = 2000000,
  MILLISECONDS = 50,
  MOST_INPUT = 2048,
};

static void values_view(values *to) {
  uint16_t shape = 0;
  int64_t number = 1;
  values_byte(to, TAG_VIEW);
  values_bytes(to, &shape, 2);
  values_bytes(to, &number, 8);
  values_bytes(to, &number, 8);
}

static const char *check(plugin *it) {
  sandbox_code code = sandbox_last_fault(it->box).code;
  bool fatal =
    code == SANDBOX_MEMORY || code == SANDBOX_INSTRUCTIONS || code == SANDBOX_DEADLINE;
  if (sandbox_read_statistics(it->box).peak > MEMORY + RESERVE) return "more memory than the limit";
  if (sandbox_is_poisoned(it->box)) return fatal ? NULL : "killed without a reason";
  return audit_gate(it->box, NULL);
}

// Runs the caller; `one` is a function's number, or -1. Sets how many functions there are, if it
// comes to its end.
static const char *play(
  sandbox_bytes input, int64_t one, sandbox_budget budget, int64_t *functions) {
  plugin it;
  if (!plugin_open(&it, MEMORY)) return "no sandbox";
  values given = {.count = 0};
  values_text(&given, input.start, input.count);
  values_byte(&given, TAG_INTEGER);
  values_bytes(&given, &one, 8);
  values_view(&given);
  sandbox_bytes results, source = {(const uint8_t *)plugin_caller, plugin_caller_size};
  sandbox_bytes name = {(const uint8_t *)"caller.lua", 10};
  int32_t function = sandbox_load(it.box, name, source);
  uint64_t start = plugin_thread_time();
  budget.deadline = one < 0 ? sandbox_now() + MILLISECONDS * UINT64_C(1000000) : 0;
  bool done = function != 0 && sandbox_call(
    it.box, function, -1, (sandbox_bytes){given.bytes, given.count}, &budget, &results);
  const char *wrong = one < 0 ? plugin_overrun(start, MILLISECONDS) : NULL;
  if (done && results.count >= 9 && results.start[0] == TAG_INTEGER) {
    memcpy(functions, results.start + 1, sizeof *functions);
  }
  if (wrong == NULL) wrong = function == 0 ? "the caller does not load" : check(&it);
  plugin_close(&it);
  return wrong;
}

const char *fuzz_library(const uint8_t *bytes, size_t count) {
  int64_t functions = 0;
  if (count > MOST_INPUT) return NULL;
  return play((sandbox_bytes){bytes, count}, -1, (sandbox_budget){INSTRUCTIONS, 0}, &functions);
}

const char *sweep_library(int64_t number, int64_t *functions) {
  sandbox_bytes nothing = {(const uint8_t *)"", 0};
  return play(nothing, number, (sandbox_budget){INT64_C(1) << 40, 0}, functions);
}
