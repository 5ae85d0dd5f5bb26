#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "plugin.h"

// Goes through whatever it is given, as deep as it is, then gives it back.
static const char walk[] =
  "local depth = 0\n"
  "local function walk(value)\n"
  "  depth = depth + 1\n"
  "  if depth < 24 and type(value) == 'table' then\n"
  "    local _ = tostring(value) .. #value\n"
  "    for key, item in pairs(value) do walk(key) walk(item) end\n"
  "    for _, item in ipairs({ pcall(table.unpack, value) }) do walk(item) end\n"
  "    pcall(table.concat, value)\n"
  "    pcall(function() value.id = 1 end)\n"
  "    pcall(function() return value:set(value.id, value.before, value.subject) end)\n"
  "    pcall(function() return value[1], value.severity end)\n"
  "  elseif type(value) == 'function' then\n"
  "    pcall(value, value)\n"
  "  end\n"
  "  depth = depth - 1\n"
  "end\n"
  "for i = 1, select('#', ...) do walk((select(i, ...))) end\n"
  "return ...\n";

static const char *hand_back(plugin *it, sandbox_bytes results) {
  static const char echo[] = "return ...";
  sandbox_bytes again, source = {(const uint8_t *)echo, sizeof echo - 1};
  sandbox_budget budget = {1000000, 0};
  uint8_t *kept = malloc(results.count + 1);
  memcpy(kept, results.start, results.count);
  int32_t function = sandbox_load(it->box, (sandbox_bytes){kept, 0}, source);
  sandbox_bytes arguments = {kept, results.count};
  bool done = sandbox_call(it->box, function, -1, arguments, &budget, &again);
  const char *wrong = NULL;
  if (!done && sandbox_last_fault(it->box).code == SANDBOX_RUNTIME) {
    wrong = "what was encoded is not decoded";
  } else if (done && again.count != results.count) {
    wrong = "what was handed back twice has changed";
  }
  free(kept);
  return wrong;
}

const char *fuzz_wire(const uint8_t *bytes, size_t count) {
  plugin it;
  sandbox_bytes results, source = {(const uint8_t *)walk, sizeof walk - 1};
  if (count > PLUGIN_SCRATCH || !plugin_open(&it, 4 << 20)) return NULL;
  sandbox_budget budget = {400000, 0};
  sandbox_bytes name = {(const uint8_t *)"walk.lua", 8}, values = {bytes, count};
  int32_t function = sandbox_load(it.box, name, source);
  sandbox_constant(it.box, (sandbox_bytes){(const uint8_t *)"desk.given", 10}, values);
  bool done = sandbox_call(it.box, function, -1, values, &budget, &results);
  const char *wrong = done && results.count > 0 ? hand_back(&it, results) : NULL;
  plugin_close(&it);
  return wrong;
}
