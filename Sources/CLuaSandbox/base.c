#include "records.h"

// The base functions that need a guard. Nothing shows an address.

// Pushes what a value says that it is; a `__name` that is no text says nothing.
static void push_kind(lua_State *L, int index) {
  LEAVES(L, 1);
  int type = luaL_getmetafield(L, index, "__name");
  if (type == LUA_TSTRING) return;
  if (type != LUA_TNIL) lua_pop(L, 1);
  lua_pushstring(L, luaL_typename(L, index));
}

static void push_text(lua_State *L, int index) {
  LEAVES(L, 1);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return;
  }
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
  case LUA_TSTRING:
  case LUA_TNIL:
  case LUA_TBOOLEAN: luaL_tolstring(L, index, NULL); return;
  }
  if (record_is_none(L, index)) lua_pushliteral(L, "docket.none");
  else push_kind(L, index);
}

// RAISES. Pushes the text of a value, and nothing else, and returns it.
const char *box_tostring(lua_State *L, int index, size_t *count) {
  LEAVES(L, 1);
  luaL_checkstack(L, 8, NULL);
  push_text(L, lua_absindex(L, index));
  return lua_tolstring(L, -1, count);
}

GATE(to_string, .unread = GATE_ALL) {
  luaL_checkany(L, 1);
  box_tostring(L, 1, NULL);
  return 1;
}

// A record is a table to scripts: it is read like one.
GATE(type_of, .unread = GATE_ALL) {
  luaL_checkany(L, 1);
  if (record_at(L, 1) != NULL) lua_pushliteral(L, "table");
  else lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

GATE(print, .unread = GATE_ALL) {
  sandbox *box = box_of(L);
  int count = lua_gettop(L);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (int i = 1; i <= count; i += 1) {
    box_step(L, i);
    if (i > 1) luaL_addchar(&text, '\t');
    box_tostring(L, i, NULL);
    luaL_addvalue(&text);
  }
  luaL_pushresult(&text);
  size_t size = lua_rawlen(L, -1);
  box_charge(L, (int64_t)(20 + size / 8));
  if (box->logged > box->log_limit) return 0;
  size_t left = box->log_limit - box->logged;
  box->logged += size + 1;
  if (size > left) {
    lua_pushlstring(L, lua_tostring(L, -1), left);
    lua_pushliteral(L, "\n(more output than the limit of this call; the rest is left out)");
    lua_concat(L, 2);
  }
  sandbox_bytes answer;
  return box_ask(L, SANDBOX_FUNCTION_PRINT, lua_gettop(L), &answer) == 0 ? 0 : lua_error(L);
}

static bool has_raw(lua_State *L, int index, const char *name) {
  LEAVES(L, 0);
  lua_pushstring(L, name);
  bool has = lua_rawget(L, index) != LUA_TNIL;
  lua_pop(L, 1);
  return has;
}

static int called(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return lua_gettop(L);
}

// Calls a table by its `__call`. Where that is a table again, this is entered again, as deep as C
// may go: Lua itself would follow tables for ever (see inert.c).
GATE(call_table, .unread = GATE_ALL, .cost = 1) {
  if (luaL_getmetafield(L, 1, "__call") == LUA_TNIL) {
    return box_error(L, "attempt to call a %s value", luaL_typename(L, 1));
  }
  lua_insert(L, 1);
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, called);
  return lua_gettop(L);
}

// Every metatable of scripts has this, so that a `__call` may come and go.
static void make_callable(lua_State *L, int index) {
  LEAVES(L, 0);
  lua_rawgeti(L, LUA_REGISTRYINDEX, box_of(L)->call_ref);
  gate_push(L, call_table, 0);
  lua_rawset(L, index);
}

GATE(set_metatable, .unread = GATE_ALL) {
  luaL_checktype(L, 1, LUA_TTABLE);
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
    return luaL_error(L, "cannot change a protected metatable");
  }
  lua_settop(L, 2);
  if (type == LUA_TTABLE) {
    if (has_raw(L, 2, "__gc")) {
      return luaL_error(L, "finalizers ('__gc') are not available here; use a local with <close>");
    }
    if (has_raw(L, 2, "__mode")) {
      return luaL_error(L, "weak tables ('__mode') are not available here; set entries to nil");
    }
    make_callable(L, 2);
  }
  lua_setmetatable(L, 1);
  return 1;
}

// RAISES. lua_next, without the key that nobody may hold: with it a script could make a table call
// tables again.
bool box_next(lua_State *L, int table) {
  const char *hidden = box_of(L)->call_name;
  while (lua_next(L, table)) {
    if (lua_type(L, -2) != LUA_TSTRING || lua_tostring(L, -2) != hidden) return true;
    lua_pop(L, 1);
  }
  return false;
}

static const char host_marker = 0;

// RAISES when memory runs out. Marks the metatable on top as one of a table of the host's.
void box_mark_host_table(lua_State *L) {
  LEAVES(L, 0);
  lua_pushboolean(L, 1);
  lua_rawsetp(L, -2, &host_marker);
}

// Whether a value is a table by which the host shows something else: it is empty itself.
bool box_is_host_table(lua_State *L, int index) {
  LEAVES(L, 0);
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return false;
  bool marked = lua_rawgetp(L, -1, &host_marker) != LUA_TNIL;
  lua_pop(L, 2);
  return marked;
}

// RAISES for what the host shows: what a raw function would find there is not what is shown.
void box_refuse_host_value(lua_State *L, int index, const char *why) {
  if (record_at(L, index) != NULL || box_is_host_table(L, index)) box_error(L, "%s", why);
}

GATE(next_pair, .unread = GATE_ALL) {
  box_refuse_host_value(L, 1, "next reads plain tables; use pairs for this one");
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (box_next(L, 1)) return 2;
  lua_pushnil(L);
  return 1;
}

GATE(raw_set, .unread = GATE_ALL) {
  box_refuse_host_value(L, 1, "rawset writes plain tables; this one is read only, use a copy");
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  lua_settop(L, 3);
  lua_rawset(L, 1);
  return 1;
}

GATE(raw_get, .unread = GATE_ALL) {
  if (record_at(L, 1) != NULL) {
    return box_error(L, "rawget reads plain tables; read this one without it");
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  lua_rawget(L, 1);
  return 1;
}

GATE(raw_length, .unread = GATE_ALL) {
  if (record_at(L, 1) != NULL) {
    return box_error(L, "rawlen measures plain tables and texts; use # for this one");
  }
  int type = lua_type(L, 1);
  luaL_argexpected(L, type == LUA_TTABLE || type == LUA_TSTRING, 1, "table or string");
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
  return 1;
}

void box_open_base(lua_State *L) {
  static const gate_stock stock[] = {
    {"assert", stock_passes},   {"error", stock_reads_second}, {"getmetatable", stock_passes},
    {"rawequal", stock_compares}, {"select", stock_reads_first}, {"tonumber", stock_reads},
    {NULL, NULL},
  };
  const luaL_Reg functions[] = {
    {"next", next_pair},   {"print", print},        {"rawget", raw_get},
    {"rawlen", raw_length}, {"rawset", raw_set},    {"setmetatable", set_metatable},
    {"tostring", to_string}, {"type", type_of},     {NULL, NULL},
  };
  gate_open(L, LUA_GNAME, luaopen_base, stock);
  gate_add(L, functions);
  lua_pop(L, 1);
}
