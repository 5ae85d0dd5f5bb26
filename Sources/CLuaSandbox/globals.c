#include "box.h"

// Strict globals: a misspelt name is an error that offers the right one, and what a chunk makes is local to it.

static int read_unknown(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    lua_pushnil(L);
    return 1;
  }
  size_t count;
  const char *name = lua_tolstring(L, 2, &count);
  box_nearest search;
  box_nearest_begin(&search, name, count);
  lua_pushglobaltable(L);
  box_nearest_table(L, -1, &search);
  if (search.best[0] == 0) return box_error(L, "global '%s' is not declared", name);
  return box_error(L, "global '%s' is not declared; did you mean '%s'?", name, search.best);
}

static int write_unknown(lua_State *L) {
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return box_error(L, "global '%s' is not declared; use local %s = …", name, name);
}

// RAISES when memory runs out.
void box_seal_globals(lua_State *L) {
  lua_pushglobaltable(L);
  lua_createtable(L, 0, 3);
  lua_pushcfunction(L, read_unknown);
  lua_setfield(L, -2, "__index");
  if (!box_of(L)->open_globals) {
    lua_pushcfunction(L, write_unknown);
    lua_setfield(L, -2, "__newindex");
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

// RAISES when memory runs out. Everything that scripts find; nothing else is ever opened.
void box_open_library(lua_State *L) {
  box_open_base(L);
  box_open_protected(L);
  box_open_strings(L);
  box_open_matching(L);
  box_open_tables(L);
  box_open_coroutines(L);
  box_open_random(L);
  box_open_clock(L);
  box_open_loading(L);
}
