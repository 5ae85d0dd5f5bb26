#include "box.h"

// The libraries string and utf8. What works without being seen by the count hook is billed at the
// gate: by the bytes that it is given, or by those that it returns.

enum { COPIED_PER_INSTRUCTION = 64 };

GATE(repeat, .unread = GATE_UNREAD(1)) {
  size_t count, gap_count;
  const char *text = luaL_checklstring(L, 1, &count);
  lua_Integer times = luaL_checkinteger(L, 2);
  const char *gap = luaL_optlstring(L, 3, "", &gap_count);
  if (times <= 0 || count + gap_count == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t limit = box_of(L)->limit / TEXT_SHARE - 64;  // a text takes some bytes beside
  if (count + gap_count > limit || (size_t)times > limit / (count + gap_count)) {
    return box_error(L, "resulting string too large");
  }
  size_t total = (size_t)times * count + (size_t)(times - 1) * gap_count;
  box_charge(L, 1 + (int64_t)(total / COPIED_PER_INSTRUCTION));
  box_collect_if_high(L, total);
  luaL_Buffer result;
  char *start = luaL_buffinitsize(L, &result, total);
  memcpy(start, text, count);
  if (total > count) memcpy(start + count, gap, gap_count);
  for (size_t done = count + gap_count; done < total; done *= 2) {
    memcpy(start + done, start, done < total - done ? done : total - done);
  }
  luaL_pushresultsize(&result, total);
  return 1;
}

// The iterator of utf8.codes skips what continues a character, however long that goes on. Upvalue:
// the stock iterator.
GATE(next_code, .unread = GATE_UNREAD(1)) {
  lua_Integer from = lua_tointeger(L, 2);
  int results = gate_call_stock(L);
  lua_Integer end = lua_type(L, 1) == LUA_TSTRING ? (lua_Integer)lua_rawlen(L, 1) : 0;
  lua_Integer reached = results == 0 ? end : lua_tointeger(L, -2);
  if (from >= 0 && from < reached) box_charge(L, (reached - from) / GATE_RATE);
  return results;
}

// Upvalue: the stock function, whose first result is a stock function.
GATE(codes, .unread = GATE_UNREAD(1)) {
  int results = gate_call_stock(L);
  lua_pushvalue(L, -results);
  gate_push(L, next_code, 1);
  lua_replace(L, -results - 1);
  return results;
}

// The metatable that all strings share would let one script change another's strings. Its
// arithmetic reads a string as a number, however long it is.
static void seal_metatable(lua_State *L) {
  LEAVES(L, 0);
  static const gate_stock arithmetic[] = {
    {"__add", stock_works}, {"__div", stock_works}, {"__idiv", stock_works},
    {"__mod", stock_works}, {"__mul", stock_works}, {"__pow", stock_works},
    {"__sub", stock_works}, {"__unm", stock_works}, {NULL, NULL},
  };
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  gate_wrap(L, arithmetic);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

static void open_utf8(lua_State *L) {
  static const gate_stock stock[] = {
    {"char", stock_makes}, {"codepoint", stock_takes}, {"codes", codes},
    {"len", stock_works},  {"offset", stock_works},    {NULL, NULL},
  };
  gate_open(L, LUA_UTF8LIBNAME, luaopen_utf8, stock);
  lua_pop(L, 1);
}

void box_open_strings(lua_State *L) {
  LEAVES(L, 0);
  static const gate_stock stock[] = {
    {"byte", stock_takes},
    {"char", stock_makes},
    {"format", box_format},
    {"len", stock_passes},
    {"lower", stock_works},
    {"pack", stock_makes},
    {"packsize", stock_works},
    {"reverse", stock_works},
    {"sub", stock_takes},
    {"unpack", stock_works},
    {"upper", stock_works},
    {NULL, NULL},
  };
  const luaL_Reg functions[] = {{"rep", repeat}, {NULL, NULL}};
  gate_open(L, LUA_STRLIBNAME, luaopen_string, stock);
  gate_add(L, functions);
  lua_pop(L, 1);
  seal_metatable(L);
  open_utf8(L);
}
