#include "box.h"

// String functions whose work is not seen by the count hook: they are billed by the bytes they
// touch, and collect garbage before they make something large. The stock function is upvalue 1.

enum { BYTES_PER_INSTRUCTION = 16, COPIED_PER_INSTRUCTION = 64 };

static int64_t bytes_given(lua_State *L) {
  size_t bytes = 0;
  for (int i = lua_gettop(L); i > 0; i -= 1) {
    if (lua_type(L, i) == LUA_TSTRING) bytes += lua_rawlen(L, i);
  }
  return (int64_t)bytes;
}

// For work that grows with what is given: upper, reverse, utf8.len …
static int billed_before(lua_State *L) {
  int64_t bytes = bytes_given(L);
  box_charge(L, 1 + bytes / BYTES_PER_INSTRUCTION);
  box_collect_if_high(L, (size_t)bytes);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// For work that grows with what is returned: sub, byte, pack …
static int billed_after(lua_State *L) {
  int results = lua_tocfunction(L, lua_upvalueindex(1))(L);
  size_t bytes = lua_type(L, -1) == LUA_TSTRING ? lua_rawlen(L, -1) : 0;
  box_charge(L, results + (int64_t)bytes / COPIED_PER_INSTRUCTION);
  return results;
}

static int repeat(lua_State *L) {
  size_t count, gap_count;
  const char *text = luaL_checklstring(L, 1, &count);
  lua_Integer times = luaL_checkinteger(L, 2);
  const char *gap = luaL_optlstring(L, 3, "", &gap_count);
  if (times <= 0 || count + gap_count == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t limit = box_of(L)->limit;
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

static void wrap(lua_State *L, const char *const *names, lua_CFunction with) {
  for (; *names; names += 1) {
    lua_getfield(L, -1, *names);
    lua_pushcclosure(L, with, 1);
    lua_setfield(L, -2, *names);
  }
}

// The iterator of utf8.codes skips what continues a character, however long that goes on.
static int next_code(lua_State *L) {
  lua_Integer from = lua_tointeger(L, 2);
  int results = lua_tocfunction(L, lua_upvalueindex(1))(L);
  lua_Integer end = (lua_Integer)lua_rawlen(L, 1);
  lua_Integer reached = results == 0 ? end : lua_tointeger(L, -2);
  if (from >= 0 && from < reached) box_charge(L, (reached - from) / BYTES_PER_INSTRUCTION);
  return results;
}

static int codes(lua_State *L) {
  int results = lua_tocfunction(L, lua_upvalueindex(1))(L);
  lua_pushvalue(L, -results);
  lua_pushcclosure(L, next_code, 1);
  lua_replace(L, -results - 1);
  return results;
}

// The metatable that all strings share would let one script change another's strings. Its
// arithmetic reads a string as a number, however long it is.
static void seal_metatable(lua_State *L) {
  static const char *const arithmetic[] = {"__add", "__div", "__idiv", "__mod",
                                           "__mul", "__pow", "__sub",  "__unm", NULL};
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  wrap(L, arithmetic, billed_before);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

void box_open_strings(lua_State *L) {
  static const char *const by_given[] = {
    "lower", "packsize", "reverse", "unpack", "upper", NULL};
  static const char *const by_result[] = {"byte", "char", "pack", "sub", NULL};
  static const char *const utf8_by_given[] = {"len", "offset", NULL};
  static const char *const utf8_by_result[] = {"char", "codepoint", NULL};
  luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
  lua_pushnil(L);
  lua_setfield(L, -2, "dump");
  wrap(L, by_given, billed_before);
  wrap(L, by_result, billed_after);
  lua_pushcfunction(L, repeat);
  lua_setfield(L, -2, "rep");
  lua_getfield(L, -1, "format");
  lua_pushcclosure(L, box_format, 1);
  lua_setfield(L, -2, "format");
  lua_pop(L, 1);
  seal_metatable(L);
  luaL_requiref(L, LUA_UTF8LIBNAME, luaopen_utf8, 1);
  wrap(L, utf8_by_given, billed_before);
  wrap(L, utf8_by_result, billed_after);
  lua_getfield(L, -1, "codes");
  lua_pushcclosure(L, codes, 1);
  lua_setfield(L, -2, "codes");
  lua_pop(L, 1);
}
