#include "fuzz.h"
#include "plugin.h"

enum { MEMORY = 2 << 20, RESERVE = 256 << 10, INSTRUCTIONS = 300000, MILLISECONDS = 50 };

// Whether code still runs, whatever was run before.
static bool goes_on(plugin *it) {
  static const char text[] = "local step = coroutine.wrap(function() return pcall(error) end)\n"
                             "return (step())";
  sandbox_bytes source = {(const uint8_t *)text, sizeof text - 1}, results;
  sandbox_budget budget = {INSTRUCTIONS, 0};
  int32_t main = sandbox_load(it->box, source, source);
  return main != 0 && sandbox_call(it->box, main, -1, (sandbox_bytes){0}, &budget, &results);
}

const char *fuzz_sandbox(const uint8_t *bytes, size_t count) {
  plugin it;
  if (!plugin_open(&it, MEMORY)) return NULL;
  sandbox_budget budget = {INSTRUCTIONS, sandbox_now() + MILLISECONDS * UINT64_C(1000000)};
  sandbox_bytes source = {bytes, count};
  uint64_t start = plugin_thread_time();
  sandbox_code code = plugin_run(&it, source, &budget);
  sandbox_statistics used = sandbox_read_statistics(it.box);
  const char *wrong = plugin_overrun(start, MILLISECONDS);
  if (used.peak > MEMORY + RESERVE) wrong = "more memory than the limit";
  bool fatal =
    code == SANDBOX_MEMORY || code == SANDBOX_INSTRUCTIONS || code == SANDBOX_DEADLINE;
  if (fatal != sandbox_is_poisoned(it.box)) wrong = "killed and yet alive, or the other way";
  if (fatal && sandbox_load(it.box, source, source) != 0) wrong = "a killed sandbox takes a call";
  if (sandbox_revive(it.box) != (code != SANDBOX_MEMORY)) wrong = "revived, or not, without reason";
  if (code != SANDBOX_MEMORY && !goes_on(&it)) wrong = "a revived sandbox does not work";
  plugin_close(&it);
  return wrong;
}
