#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <string.h>

#include "fuzz.h"
#include "plugin.h"

// Shows what one matching function gives, errors included, in plain letters.
static const char show[] =
  "local which, text, pattern, with = ...\n"
  "local function shown(...)\n"
  "  local parts = {}\n"
  "  for i = 1, select('#', ...) do\n"
  "    local value = (select(i, ...))\n"
  "    local plain = tostring(value):gsub('^[^ ]*:%d+: ', '')\n"
  "    parts[i] = math.type(value) or plain:gsub('[^ -~]', function(c)\n"
  "      return '<' .. c:byte() .. '>'\n"
  "    end)\n"
  "    if math.type(value) then parts[i] = parts[i] .. value end\n"
  "  end\n"
  "  return table.concat(parts, '|')\n"
  "end\n"
  "local function each(from)\n"
  "  local found = {}\n"
  "  for a, b in text:gmatch(pattern, from) do\n"
  "    found[#found + 1] = shown(a, b)\n"
  "    if #found > 100 then break end\n"
  "  end\n"
  "  return table.concat(found, ' ')\n"
  "end\n"
  "local forms = {\n"
  "  function() return text:find(pattern) end,\n"
  "  function() return text:match(pattern) end,\n"
  "  function() return text:match(pattern, -3) end,\n"
  "  function() return text:find(pattern, 3) end,\n"
  "  function() return text:find(pattern, 2, true) end,\n"
  "  function() return each() end,\n"
  "  function() return each(2) end,\n"
  "  function() return text:gsub(pattern, with) end,\n"
  "  function() return text:gsub(pattern, with, 2) end,\n"
  "  function() return text:gsub(pattern, { a = 'A', b = false, [1] = 7 }) end,\n"
  "  function() return text:gsub(pattern, function(...) return select('#', ...) > 1 and with end) end,\n"
  "}\n"
  "return shown(pcall(forms[which % #forms + 1]))\n";

enum { MOST_STEPS = 60000, MOST = 1024 };

typedef struct {
  int64_t which;
  const uint8_t *parts[3];
  size_t sizes[3];
} pattern_case;

// A byte for the function, one for the length of the text, one for that of the replacement; the
// rest is the pattern.
static bool split(pattern_case *it, const uint8_t *bytes, size_t count) {
  if (count < 3 || count > MOST) return false;
  size_t text = bytes[1], with = bytes[2] % 16;
  bytes += 3;
  count -= 3;
  if (text > count) text = count;
  if (with > count - text) with = count - text;
  it->which = bytes[-3];
  it->parts[0] = bytes;
  it->parts[1] = bytes + text + with;
  it->parts[2] = bytes + text;
  it->sizes[0] = text;
  it->sizes[1] = count - text - with;
  it->sizes[2] = with;
  return true;
}

// Whether stock Lua gives what was found, a text after its tag and length.
static bool is_stock(const pattern_case *it, sandbox_bytes found) {
  lua_State *state = luaL_newstate();
  if (state == NULL) return true;
  luaL_openlibs(state);
  bool same = false;
  if (luaL_loadbuffer(state, show, sizeof show - 1, "@show.lua") == LUA_OK) {
    lua_pushinteger(state, it->which);
    for (int i = 0; i < 3; i += 1) {
      lua_pushlstring(state, (const char *)it->parts[i], it->sizes[i]);
    }
    size_t count = 0;
    lua_pcall(state, 4, 1, 0);
    const char *expected = lua_tolstring(state, -1, &count);
    same = expected != NULL && found.count == count + 5 &&
           memcmp(found.start + 5, expected, count) == 0;
  }
  lua_close(state);
  return same;
}

static bool ours(plugin *box, const pattern_case *it, sandbox_bytes *results) {
  values arguments = {.count = 0};
  values_byte(&arguments, 3);
  values_bytes(&arguments, &it->which, 8);
  for (int i = 0; i < 3; i += 1) values_text(&arguments, it->parts[i], it->sizes[i]);
  sandbox_bytes source = {(const uint8_t *)show, sizeof show - 1};
  sandbox_bytes name = {(const uint8_t *)"show.lua", 8};
  sandbox_budget budget = {MOST_STEPS, 0};
  int32_t function = sandbox_load(box->box, name, source);
  sandbox_bytes given = {arguments.bytes, arguments.count};
  return sandbox_call(box->box, function, -1, given, &budget, results);
}

// Stock Lua is asked only where ours came to an end, for it has none of its own.
const char *fuzz_pattern(const uint8_t *bytes, size_t count) {
  pattern_case it;
  plugin box;
  sandbox_bytes results;
  if (!split(&it, bytes, count) || !plugin_open(&box, 4 << 20)) return NULL;
  const char *wrong = NULL;
  if (ours(&box, &it, &results)) {
    if (!is_stock(&it, results)) wrong = "a pattern matches otherwise than in stock Lua";
  } else if (!sandbox_is_poisoned(box.box)) {
    wrong = "the matching functions raised past pcall";
  }
  plugin_close(&box);
  return wrong;
}
