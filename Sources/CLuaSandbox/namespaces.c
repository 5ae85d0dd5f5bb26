#include "box.h"

// docket.tickets.get: tables that are read only from outside. A namespace is an empty proxy over a
// table of members; what neither has is an error that offers the nearest member.

// Upvalue: the path of the namespace. Argument 1 is its table of members.
GATE(read_unknown, .unread = GATE_ALL) {
  const char *path = lua_tostring(L, lua_upvalueindex(1));
  if (lua_type(L, 2) != LUA_TSTRING) return box_error(L, "%s is read by name", path);
  size_t count;
  const char *name = lua_tolstring(L, 2, &count);
  box_nearest search;
  box_nearest_begin(&search, name, count);
  box_nearest_table(L, 1, &search);
  if (search.best[0] == 0) return box_error(L, "there is no %s.%s", path, name);
  return box_error(L, "there is no %s.%s; did you mean %s.%s?", path, name, path, search.best);
}

GATE(write_member, .unread = GATE_ALL) {
  const char *path = lua_tostring(L, lua_upvalueindex(1));
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return box_error(L, "%s is read only; '%s' cannot be set", path, name);
}

GATE(next_member, .unread = GATE_ALL) {
  lua_settop(L, 2);
  if (lua_next(L, lua_upvalueindex(1))) return 2;
  return 0;
}

// Upvalue: the members.
GATE(pairs_of_members, .unread = GATE_ALL) {
  lua_pushvalue(L, lua_upvalueindex(1));
  gate_push(L, next_member, 1);
  lua_pushvalue(L, 1);
  return 2;
}

// Pushes a table of members that raises for what it lacks.
static void push_members(lua_State *L, const char *path) {
  LEAVES(L, 1);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushstring(L, path);
  gate_push(L, read_unknown, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

// Pushes the proxy.
static void push_namespace(lua_State *L, const char *path) {
  LEAVES(L, 1);
  lua_newtable(L);
  lua_createtable(L, 0, 5);
  push_members(L, path);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__index");
  gate_push(L, pairs_of_members, 1);
  lua_setfield(L, -2, "__pairs");
  lua_pushstring(L, path);
  gate_push(L, write_member, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushstring(L, path);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  box_mark_host_table(L);
  lua_setmetatable(L, -2);
}

// Replaces the table of members on top by those of its namespace `name`, made when missing.
static void enter(lua_State *L, const char *name, size_t count, const char *path) {
  lua_pushlstring(L, name, count);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) != LUA_TTABLE) {
    lua_pop(L, 1);
    push_namespace(L, path);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lua_getmetatable(L, -1);
  lua_pushliteral(L, "__index");
  lua_rawget(L, -2);
  lua_replace(L, -5);
  lua_pop(L, 3);
}

// RAISES when memory runs out. Puts the value on top at a dotted path from the globals, and pops
// it.
void box_place(lua_State *L, const char *path, size_t count) {
  luaL_checkstack(L, 16, NULL);
  int value = lua_gettop(L);
  if (box_of(L)->globals_ref == 0) lua_pushglobaltable(L);
  else lua_rawgeti(L, LUA_REGISTRYINDEX, box_of(L)->globals_ref);
  size_t begin = 0;
  for (size_t at = 0; at < count; at += 1) {
    if (path[at] != '.') continue;
    const char *prefix = lua_pushlstring(L, path, at);
    lua_insert(L, -2);
    enter(L, path + begin, at - begin, prefix);
    lua_remove(L, -2);
    begin = at + 1;
  }
  lua_pushlstring(L, path + begin, count - begin);
  lua_pushvalue(L, value);
  lua_rawset(L, -3);
  lua_settop(L, value - 1);
}
