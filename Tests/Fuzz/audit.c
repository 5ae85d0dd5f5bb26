#include <stdio.h>
#include <string.h>

#include "../../Sources/CLuaSandbox/box.h"
#include "fuzz.h"
#include "plugin.h"

// Goes through everything that a state holds, and looks for a C function that is not behind the
// gate. What only C reaches is left out: the collector's own functions for buffers, and the stock
// functions under those that stand for them.

enum { MOST_DEPTH = 40, FOUND = 200 };

typedef struct {
  lua_State *L;
  int seen;
  int functions;
  char found[FOUND];
} audit;

static void look(audit *it, int depth);

// Looks at the value on top, and pops it.
static void look_and_pop(audit *it, int depth) {
  look(it, depth);
  lua_pop(it->L, 1);
}

static void look_at_table(audit *it, int index, int depth) {
  lua_pushnil(it->L);
  while (lua_next(it->L, index)) {
    bool buffers = lua_type(it->L, -2) == LUA_TSTRING &&
                   strcmp(lua_tostring(it->L, -2), "_UBOX*") == 0;
    if (!buffers) look(it, depth + 1);
    lua_pop(it->L, 1);
    look(it, depth + 1);
  }
}

static void look_at_function(audit *it, int index, int depth) {
  lua_CFunction function = lua_tocfunction(it->L, index);
  it->functions += function != NULL;
  if (function != NULL && !gate_has(function) && it->found[0] == 0) {
    snprintf(it->found, FOUND, "a C function at depth %d is not behind the gate", depth);
  }
  for (int i = 1; lua_getupvalue(it->L, index, i) != NULL; i += 1) {
    bool stock = function != NULL && lua_tocfunction(it->L, -1) != NULL;
    if (stock && i == 1 && gate_has(function)) lua_pop(it->L, 1);
    else look_and_pop(it, depth + 1);
  }
}

static void look(audit *it, int depth) {
  lua_State *L = it->L;
  int index = lua_gettop(L), type = lua_type(L, index);
  bool holds = type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA;
  if (!holds || depth > MOST_DEPTH || !lua_checkstack(L, 20)) return;
  lua_pushvalue(L, index);
  lua_rawget(L, it->seen);
  bool known = lua_toboolean(L, -1);
  lua_pop(L, 1);
  if (known) return;
  lua_pushvalue(L, index);
  lua_pushboolean(L, 1);
  lua_rawset(L, it->seen);
  if (lua_getmetatable(L, index)) look_and_pop(it, depth + 1);
  if (type == LUA_TTABLE) look_at_table(it, index, depth);
  if (type == LUA_TFUNCTION) look_at_function(it, index, depth);
  for (int i = 1; type == LUA_TUSERDATA && i < 300; i += 1) {
    bool more = lua_getiuservalue(L, index, i) != LUA_TNONE;
    look_and_pop(it, depth + 1);
    if (!more) break;
  }
}

static int run(lua_State *L) {
  audit *it = lua_touserdata(L, 1);
  it->L = L;
  lua_newtable(L);
  it->seen = lua_gettop(L);
  lua_pushvalue(L, LUA_REGISTRYINDEX);
  look_and_pop(it, 0);
  lua_pushliteral(L, "");
  if (lua_getmetatable(L, -1)) look_and_pop(it, 0);
  return 0;
}

const char *audit_gate(struct sandbox *box, int *functions) {
  static _Thread_local audit it;
  it = (audit){.functions = 0};
  lua_State *L = box->L;
  int top = lua_gettop(L);
  box->limit = SIZE_MAX / 4;
  gate_push_body(L, run);
  lua_pushlightuserdata(L, &it);
  bool armed = box->armed;
  box->armed = false;
  int status = lua_pcall(L, 1, 0, 0);
  box->armed = armed;
  lua_settop(L, top);
  if (status != LUA_OK) return "the audit itself failed";
  if (functions != NULL) *functions = it.functions;
  return it.found[0] == 0 ? NULL : it.found;
}

// Makes what only a call makes: iterators, closures, metatables of records.
static const char made[] =
  "local kept = { (pairs({})), (ipairs({})), (('a'):gmatch('.')), (utf8.codes('a')), desk.each(),\n"
  "  coroutine.wrap(print), (pairs(_G)), (pairs(desk)), (pairs(desk.sample)), desk.sample.set,\n"
  "  (pairs(desk.list)), (pairs(desk.map)), setmetatable({}, {}), load('return 1') }\n"
  "desk.on('ticket.close', function() kept[1] = kept[2] end)\n";

static int intruder(lua_State *L) { return lua_gettop(L); }

const char *audit_fresh_sandbox(bool with_intruder, int *functions) {
  plugin it;
  if (!plugin_open(&it, 4 << 20)) return "no sandbox";
  if (with_intruder) {
    gate_push_body(it.box->L, intruder);
    luaL_ref(it.box->L, LUA_REGISTRYINDEX);
  }
  sandbox_budget budget = {1000000, 0};
  sandbox_bytes source = {(const uint8_t *)made, sizeof made - 1};
  sandbox_code code = plugin_run(&it, source, &budget);
  const char *wrong = code == SANDBOX_OK ? audit_gate(it.box, functions) : "the sample fails";
  plugin_close(&it);
  return wrong;
}
