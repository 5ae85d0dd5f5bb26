#include "records.h"

// table.sort as a merge sort: stable, never more than n log n comparisons, and untroubled by a
// comparator that contradicts itself. Stack: 1 the table, 2 the comparator or nil, 3 a table to
// merge into.

static bool comes_before(lua_State *L, int table, lua_Integer a, lua_Integer b) {
  LEAVES(L, 0);
  lua_rawgeti(L, table, a);
  lua_rawgeti(L, table, b);
  bool before;
  if (lua_isnil(L, 2)) {
    bool texts = lua_type(L, -1) == LUA_TSTRING && lua_type(L, -2) == LUA_TSTRING;
    box_charge(L, texts ? 2 + (int64_t)(lua_rawlen(L, -1) / 32) : 2);
    before = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
  } else {
    box_charge(L, 2);
    lua_pushvalue(L, 2);
    lua_insert(L, -3);
    lua_call(L, 2, 1);
    before = lua_toboolean(L, -1);
    lua_pop(L, 1);
  }
  return before;
}

static void copy(lua_State *L, int from, lua_Integer at, int to, lua_Integer place) {
  lua_rawgeti(L, from, at);
  lua_rawseti(L, to, place);
}

// Merges from[low..<middle] and from[middle..<high]; of equals the left one comes first.
static void merge(
  lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low, right = middle;
  for (lua_Integer place = low; place < high; place += 1) {
    box_step(L, place);
    bool take_right = left >= middle || (right < high && comes_before(L, from, right, left));
    if (take_right) copy(L, from, right++, to, place);
    else copy(L, from, left++, to, place);
  }
}

static lua_Integer at_most(lua_Integer value, lua_Integer limit) {
  return value < limit ? value : limit;
}

GATE_SHARED(box_sort, .unread = GATE_ALL) {
  box_refuse_host_value(L, 1, "this one is read only; sort a copy");
  luaL_checktype(L, 1, LUA_TTABLE);
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
  if (count < 2) return 0;
  box_charge(L, count / 2);
  luaL_checkstack(L, 16, NULL);
  lua_createtable(L, (int)at_most(count, 1 << 24), 0);
  int from = 1, to = 3;
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = at_most(low + width, count + 1);
      merge(L, from, to, low, middle, at_most(low + 2 * width, count + 1));
    }
    int swap = from;
    from = to;
    to = swap;
  }
  for (lua_Integer i = 1; from == 3 && i <= count; i += 1) {
    box_step(L, i);
    copy(L, 3, i, 1, i);
  }
  return 0;
}
