#include "records.h"

// The table library on plain tables only: no metamethod can make these loop, and every range has an
// end.

static const char no_list[] = "this one is no list: go through it with pairs";

static void refuse_metamethods(lua_State *L, int index) {
  LEAVES(L, 0);
  static const char *const names[] = {"__index", "__len", "__newindex", NULL};
  for (const char *const *name = names; *name; name += 1) {
    if (luaL_getmetafield(L, index, *name) == LUA_TNIL) continue;
    luaL_error(L, "a table with %s has no place here: use a plain table", *name);
  }
}

// RAISES. The length of the plain table at an index, which is about to be written.
static lua_Integer check_table(lua_State *L, int index) {
  static const char why[] = "this one is read only: table.move(it, 1, #it, 1, {}) copies a list";
  box_refuse_host_value(L, index, why);
  luaL_checktype(L, index, LUA_TTABLE);
  refuse_metamethods(L, index);
  return (lua_Integer)lua_rawlen(L, index);
}

// RAISES. The index of the table that a function that only reads reads for the one at an index;
// lists of the desk are welcome. What it reads from is never handed out.
static int check_source(lua_State *L, int index) {
  int source = frozen_source(L, index);
  if (source != 0) return source;
  box_refuse_host_value(L, index, no_list);
  luaL_checktype(L, index, LUA_TTABLE);
  refuse_metamethods(L, index);
  return index;
}

GATE(insert, .unread = GATE_ALL) {
  lua_Integer last = check_table(L, 1) + 1, at = last;
  int given = lua_gettop(L);
  if (given != 2 && given != 3) return luaL_error(L, "wrong number of arguments to 'insert'");
  if (given == 3) {
    box_bill_text(L, 2);
    at = luaL_checkinteger(L, 2);
    luaL_argcheck(L, at >= 1 && at <= last, 2, "position out of bounds");
  }
  for (lua_Integer i = last; i > at; i -= 1) {
    box_step(L, last - i);
    lua_rawgeti(L, 1, i - 1);
    lua_rawseti(L, 1, i);
  }
  lua_rawseti(L, 1, at);
  return 0;
}

GATE(remove_item, .cost = 1) {
  lua_Integer count = check_table(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, count);
  bool fits = count == 0 ? at == 0 || at == 1 : at >= 1 && at <= count + 1;
  luaL_argcheck(L, fits, 2, "position out of bounds");
  lua_rawgeti(L, 1, at);
  for (lua_Integer first = at; at < count; at += 1) {
    box_step(L, at - first);
    lua_rawgeti(L, 1, at + 1);
    lua_rawseti(L, 1, at);
  }
  lua_pushnil(L);
  lua_rawseti(L, 1, at);
  return 1;
}

// RAISES. How many positions first...last has; at most a million.
static lua_Integer check_range(
  lua_State *L, lua_Integer first, lua_Integer last, lua_Integer most) {
  if (first > last) return 0;
  uint64_t count = (uint64_t)last - (uint64_t)first;
  if (count >= (uint64_t)most) luaL_error(L, "a range of more than %d positions: go in steps", (int)most);
  return (lua_Integer)count + 1;
}

GATE(move, .cost = 0) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  lua_Integer to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  lua_settop(L, 5);
  int source = check_source(L, 1);
  check_table(L, target);
  lua_Integer count = check_range(L, first, last, MAX_RANGE);
  luaL_argcheck(L, to <= LUA_MAXINTEGER - count, 4, "destination wrap around");
  bool backwards = to > first && to <= last && lua_rawequal(L, 1, target);
  for (lua_Integer i = 0; i < count; i += 1) {
    lua_Integer step = backwards ? count - 1 - i : i;
    box_step(L, i);
    lua_rawgeti(L, source, first + step);
    lua_rawseti(L, target, to + step);
  }
  lua_pushvalue(L, target);
  return 1;
}

GATE(concat, .unread = GATE_UNREAD(2)) {
  lua_settop(L, 4);
  int source = check_source(L, 1);
  lua_Integer count = (lua_Integer)lua_rawlen(L, source);
  size_t gap_count;
  const char *gap = luaL_optlstring(L, 2, "", &gap_count);
  lua_Integer first = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, count);
  check_range(L, first, last, MAX_RANGE);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (lua_Integer i = first; i <= last; i += 1) {
    lua_rawgeti(L, source, i);
    if (!lua_isstring(L, -1)) {
      return luaL_error(
        L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
    }
    box_charge(L, 1 + (int64_t)(lua_rawlen(L, -1) + gap_count) / 16);
    luaL_addvalue(&text);
    if (i == last) break;
    luaL_addlstring(&text, gap, gap_count);
  }
  luaL_pushresult(&text);
  return 1;
}

GATE(pack, .unread = GATE_ALL) {
  int count = lua_gettop(L);
  box_charge(L, count / 4);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i -= 1) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

GATE(unpack, .cost = 0) {
  lua_settop(L, 3);
  int source = frozen_source(L, 1);
  if (source == 0) {
    source = 1;
    box_refuse_host_value(L, 1, no_list);
    luaL_checktype(L, 1, LUA_TTABLE);
  }
  lua_Integer count = (lua_Integer)lua_rawlen(L, source);
  lua_Integer first = luaL_optinteger(L, 2, 1), last = luaL_optinteger(L, 3, count);
  if (first > last) return 0;
  uint64_t more = (uint64_t)last - (uint64_t)first;
  if (more >= MAX_UNPACKED || !lua_checkstack(L, (int)more + 1)) {
    return luaL_error(L, "too many results to unpack; table.move copies a long list");
  }
  box_charge(L, (int64_t)more / 4);
  for (lua_Integer i = 0; i <= (lua_Integer)more; i += 1) lua_rawgeti(L, source, first + i);
  return (int)more + 1;
}

void box_open_tables(lua_State *L) {
  const luaL_Reg functions[] = {
    {"concat", concat}, {"insert", insert}, {"move", move},     {"pack", pack},
    {"remove", remove_item}, {"sort", box_sort}, {"unpack", unpack}, {NULL, NULL},
  };
  gate_new(L, LUA_TABLIBNAME, functions);
}
