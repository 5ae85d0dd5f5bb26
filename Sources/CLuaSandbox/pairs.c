#include "box.h"

// pairs in an order that is the same in every run. Lua places names by a hash that is seeded anew
// for each state, so a hook that is replayed could see another order: here 1, 2, 3 … come first,
// then other numbers, then names by their bytes, then all other keys as Lua has them.

enum { NUMBERS = 2, NAMES = 3, OTHERS = 4 };  // where collecting keeps its lists

static void append(lua_State *L, int list) {
  lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
}

static void sort(lua_State *L, int list) {
  gate_push(L, box_sort, 0);
  lua_pushvalue(L, list);
  lua_call(L, 1, 0);
}

// Appends a list to the numbers.
static void join(lua_State *L, int list) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, list);
  for (lua_Integer i = 1; i <= count; i += 1) {
    box_step(L, i);
    lua_rawgeti(L, list, i);
    append(L, NUMBERS);
  }
}

// RAISES. Pushes the keys of the table at 1 in order, but for the positions 1 to `given`.
static void push_keys(lua_State *L, lua_Integer given) {
  lua_settop(L, 1);
  luaL_checkstack(L, 16, NULL);
  for (int list = NUMBERS; list <= OTHERS; list += 1) lua_newtable(L);
  lua_pushnil(L);
  while (box_next(L, 1)) {
    lua_pop(L, 1);
    box_charge(L, 1);
    lua_Integer place = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
    if (place >= 1 && place <= given) continue;
    int type = lua_type(L, -1);
    lua_pushvalue(L, -1);
    append(L, type == LUA_TNUMBER ? NUMBERS : type == LUA_TSTRING ? NAMES : OTHERS);
  }
  sort(L, NUMBERS);
  sort(L, NAMES);
  join(L, NAMES);
  join(L, OTHERS);
  lua_settop(L, NUMBERS);
}

static int give(lua_State *L, lua_Integer position) {
  lua_pushinteger(L, position);
  lua_replace(L, lua_upvalueindex(1));
  return 2;
}

// Nothing more; asked again, it does not go through all that is gone.
static int end_at(lua_State *L, lua_Integer position) {
  give(L, position);
  return 1;
}

// Upvalues: the position reached, the other keys once the positions are through.
GATE(next_in_order, .unread = GATE_ALL) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(1)) + 1;
  if (lua_isnil(L, lua_upvalueindex(2))) {
    lua_pushinteger(L, at);
    if (lua_rawgeti(L, 1, at) != LUA_TNIL) return give(L, at);
    push_keys(L, at - 1);
    lua_replace(L, lua_upvalueindex(2));
    at = 1;
  }
  for (;; at += 1) {
    box_step(L, at);
    lua_settop(L, 1);
    if (lua_rawgeti(L, lua_upvalueindex(2), at) == LUA_TNIL) return end_at(L, at - 1);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) return give(L, at);
  }
}

GATE(ordered_pairs, .unread = GATE_ALL) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushinteger(L, 0);
  lua_pushnil(L);
  gate_push(L, next_in_order, 2);
  lua_pushvalue(L, 1);
  return 2;
}

GATE(next_position, .unread = GATE_ALL) {
  box_bill_text(L, 2);
  lua_Integer at = (lua_Integer)((lua_Unsigned)luaL_checkinteger(L, 2) + 1);
  lua_pushinteger(L, at);
  return lua_geti(L, 1, at) == LUA_TNIL ? 1 : 2;
}

GATE(positions, .unread = GATE_ALL) {
  luaL_checkany(L, 1);
  gate_push(L, next_position, 0);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

// RAISES when memory runs out.
void box_open_pairs(lua_State *L) {
  const luaL_Reg functions[] = {{"ipairs", positions}, {"pairs", ordered_pairs}, {NULL, NULL}};
  lua_pushglobaltable(L);
  gate_add(L, functions);
  lua_pop(L, 1);
}
