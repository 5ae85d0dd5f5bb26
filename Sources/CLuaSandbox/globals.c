#include "box.h"

// Strict globals: a misspelt name is an error that offers the right one, and what a chunk makes is
// local to it. Scripts see an empty table whose metatable leads to the real one, so that writing is
// noticed also for names that exist.

// Functions of stock Lua that portable code asks for before it uses them.
static bool is_absent_function(const char *name) {
  static const char *const names[] = {"collectgarbage", "dofile", "loadfile", "warn", NULL};
  for (const char *const *known = names; *known; known += 1) {
    if (strcmp(name, *known) == 0) return true;
  }
  return false;
}

static bool is_absent_library(const char *name) {
  return strcmp(name, "io") == 0 || strcmp(name, "debug") == 0 || strcmp(name, "package") == 0;
}

// RAISES. Asks the host's function for the name at 2; leaves what it means on the stack.
static bool resolve(lua_State *L) {
  int resolver = box_of(L)->resolver_ref;
  if (resolver == 0) return false;
  box_push_function(L, resolver);
  lua_pushvalue(L, 2);
  lua_call(L, 1, 1);
  if (!lua_isnil(L, -1)) return true;
  lua_pop(L, 1);
  return false;
}

// Argument 1 is the table of the real globals.
GATE(read_unknown, .unread = GATE_ALL) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    lua_pushnil(L);
    return 1;
  }
  size_t count;
  const char *name = lua_tolstring(L, 2, &count);
  if (resolve(L)) return 1;
  if (is_absent_function(name)) {
    lua_pushnil(L);
    return 1;
  }
  if (is_absent_library(name)) {
    const char *instead = box_advice(name, count);
    return box_error(L, "'%s' is not available to plugins; %s", name, instead);
  }
  box_nearest search;
  box_nearest_begin(&search, name, count);
  box_nearest_table(L, 1, &search);
  if (search.best[0] == 0) return box_error(L, "global '%s' is not declared", name);
  return box_error(L, "global '%s' is not declared; did you mean '%s'?", name, search.best);
}

GATE(write_global, .unread = GATE_ALL) {
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  lua_pushvalue(L, 2);
  lua_rawget(L, lua_upvalueindex(1));
  if (!lua_isnil(L, -1)) return box_error(L, "global '%s' is read only", name);
  return box_error(L, "global '%s' is not declared; use local %s = …", name, name);
}

GATE(next_global, .unread = GATE_ALL) {
  lua_settop(L, 2);
  return lua_next(L, lua_upvalueindex(1)) ? 2 : 0;
}

GATE(pairs_of_globals, .unread = GATE_ALL) {
  lua_pushvalue(L, lua_upvalueindex(1));
  gate_push(L, next_global, 1);
  lua_pushvalue(L, 1);
  return 2;
}

// Makes the table on top raise for names that it lacks.
static void make_strict(lua_State *L) {
  lua_createtable(L, 0, 1);
  gate_push(L, read_unknown, 0);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

static void set_proxy_metatable(lua_State *L, int members) {
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, members);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, members);
  if (!box_of(L)->open_globals) gate_push(L, write_global, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushvalue(L, members);
  gate_push(L, pairs_of_globals, 1);
  lua_setfield(L, -2, "__pairs");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  if (!box_of(L)->open_globals) box_mark_host_table(L);
  lua_setmetatable(L, -2);
}

// RAISES when memory runs out.
void box_seal_globals(lua_State *L) {
  lua_pushglobaltable(L);
  int members = lua_gettop(L);
  make_strict(L);
  lua_newtable(L);
  set_proxy_metatable(L, members);
  lua_pushvalue(L, -1);
  lua_setfield(L, members, LUA_GNAME);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  box_of(L)->globals_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

// RAISES when memory runs out. Everything that scripts find; nothing else is ever opened.
void box_open_library(lua_State *L) {
  box_open_base(L);
  box_open_protected(L);
  box_open_pairs(L);
  box_open_strings(L);
  box_open_matching(L);
  box_open_tables(L);
  box_open_coroutines(L);
  box_open_math(L);
  box_open_clock(L);
  box_open_loading(L);
}
