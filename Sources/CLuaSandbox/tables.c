#include "records.h"

// The table library on plain tables only: no metamethod can make these loop, and every range has an
// end.

static void refuse_metamethods(lua_State *L, int index) {
  static const char *const names[] = {"__index", "__len", "__newindex", NULL};
  for (const char *const *name = names; *name; name += 1) {
    if (luaL_getmetafield(L, index, *name) == LUA_TNIL) continue;
    luaL_error(L, "a table with %s has no place here: use a plain table", *name);
  }
}

// RAISES. The length of the plain table at an index.
static lua_Integer check_table(lua_State *L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  refuse_metamethods(L, index);
  return (lua_Integer)lua_rawlen(L, index);
}

// RAISES. The same, for a function that only reads: lists of the desk are welcome.
static lua_Integer check_readable(lua_State *L, int index) {
  if (frozen_resolve(L, index)) return (lua_Integer)lua_rawlen(L, index);
  return check_table(L, index);
}

static int insert(lua_State *L) {
  lua_Integer last = check_table(L, 1) + 1, at = last;
  int given = lua_gettop(L);
  if (given != 2 && given != 3) return luaL_error(L, "wrong number of arguments to 'insert'");
  if (given == 3) {
    at = luaL_checkinteger(L, 2);
    luaL_argcheck(L, at >= 1 && at <= last, 2, "position out of bounds");
    box_charge(L, (last - at) / 4);
  }
  for (lua_Integer i = last; i > at; i -= 1) {
    lua_rawgeti(L, 1, i - 1);
    lua_rawseti(L, 1, i);
  }
  lua_rawseti(L, 1, at);
  return 0;
}

static int remove_item(lua_State *L) {
  lua_Integer count = check_table(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, count);
  bool fits = count == 0 ? at == 0 || at == 1 : at >= 1 && at <= count + 1;
  luaL_argcheck(L, fits, 2, "position out of bounds");
  box_charge(L, (count - at) / 4 + 1);
  lua_rawgeti(L, 1, at);
  for (; at < count; at += 1) {
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

static int move(lua_State *L) {
  check_readable(L, 1);
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  lua_Integer to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  if (target == 5) check_table(L, 5);
  lua_settop(L, 5);
  lua_Integer count = check_range(L, first, last, MAX_RANGE);
  luaL_argcheck(L, to <= LUA_MAXINTEGER - count, 4, "destination wrap around");
  box_charge(L, count / 4);
  bool backwards = to > first && to <= last && lua_rawequal(L, 1, target);
  for (lua_Integer i = 0; i < count; i += 1) {
    lua_Integer step = backwards ? count - 1 - i : i;
    lua_rawgeti(L, 1, first + step);
    lua_rawseti(L, target, to + step);
  }
  lua_pushvalue(L, target);
  return 1;
}

static int concat(lua_State *L) {
  lua_Integer count = check_readable(L, 1);
  size_t gap_count;
  const char *gap = luaL_optlstring(L, 2, "", &gap_count);
  lua_Integer first = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, count);
  check_range(L, first, last, MAX_RANGE);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (lua_Integer i = first; i <= last; i += 1) {
    lua_rawgeti(L, 1, i);
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

static int pack(lua_State *L) {
  int count = lua_gettop(L);
  box_charge(L, count / 4);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i -= 1) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int unpack(lua_State *L) {
  lua_Integer count = 0;
  bool plain = frozen_resolve(L, 1) || lua_type(L, 1) == LUA_TTABLE;
  luaL_argexpected(L, plain, 1, "table");
  count = (lua_Integer)lua_rawlen(L, 1);
  lua_Integer first = luaL_optinteger(L, 2, 1), last = luaL_optinteger(L, 3, count);
  if (first > last) return 0;
  uint64_t more = (uint64_t)last - (uint64_t)first;
  if (more >= MAX_UNPACKED || !lua_checkstack(L, (int)more + 1)) {
    return luaL_error(L, "too many results to unpack; table.move copies a long list");
  }
  box_charge(L, (int64_t)more / 4);
  for (lua_Integer i = 0; i <= (lua_Integer)more; i += 1) lua_rawgeti(L, 1, first + i);
  return (int)more + 1;
}

static int open_table(lua_State *L) {
  const luaL_Reg functions[] = {
    {"concat", concat}, {"insert", insert}, {"move", move},     {"pack", pack},
    {"remove", remove_item}, {"sort", box_sort}, {"unpack", unpack}, {NULL, NULL},
  };
  luaL_newlib(L, functions);
  return 1;
}

void box_open_tables(lua_State *L) {
  luaL_requiref(L, LUA_TABLIBNAME, open_table, 1);
  lua_pop(L, 1);
}
