#include "records.h"

// The base functions that need a guard. Nothing shows an address.

// RAISES. Pushes the text of a value and returns it.
const char *box_tostring(lua_State *L, int index, size_t *count) {
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, count);
  }
  int type = lua_type(L, index);
  if (type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TNIL || type == LUA_TBOOLEAN) {
    return luaL_tolstring(L, index, count);
  }
  if (record_is_none(L, index)) {
    lua_pushliteral(L, "docket.none");
  } else if (luaL_getmetafield(L, index, "__name") != LUA_TSTRING) {
    lua_pushstring(L, lua_typename(L, type));
  }
  return lua_tolstring(L, -1, count);
}

static int to_string(lua_State *L) {
  luaL_checkany(L, 1);
  box_tostring(L, 1, NULL);
  return 1;
}

// A record is a table to scripts: it is read like one.
static int type_of(lua_State *L) {
  luaL_checkany(L, 1);
  if (record_at(L, 1) != NULL) lua_pushliteral(L, "table");
  else lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

static int print(lua_State *L) {
  sandbox *box = box_of(L);
  int count = lua_gettop(L);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (int i = 1; i <= count; i += 1) {
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
  lua_pushstring(L, name);
  bool has = lua_rawget(L, index) != LUA_TNIL;
  lua_pop(L, 1);
  return has;
}

// Upvalue: the stock function.
static int to_number(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) box_charge(L, (int64_t)lua_rawlen(L, 1) / 16);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int set_metatable(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
    return luaL_error(L, "cannot change a protected metatable");
  }
  if (type == LUA_TTABLE && has_raw(L, 2, "__gc")) {
    return luaL_error(L, "finalizers ('__gc') are not available here; use a local with <close>");
  }
  if (type == LUA_TTABLE && has_raw(L, 2, "__mode")) {
    return luaL_error(L, "weak tables ('__mode') are not available here; set entries to nil");
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

static int next_pair(lua_State *L) {
  if (record_at(L, 1) != NULL) {
    return box_error(L, "next reads plain tables; use pairs for this one");
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_next(L, 1)) return 2;
  lua_pushnil(L);
  return 1;
}

void box_open_base(lua_State *L) {
  static const char *const removed[] = {
    "collectgarbage", "dofile", "load", "loadfile", "require", "warn", NULL};
  const luaL_Reg functions[] = {
    {"next", next_pair},   {"print", print}, {"setmetatable", set_metatable},
    {"tostring", to_string}, {"type", type_of}, {NULL, NULL},
  };
  luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
  for (const char *const *name = removed; *name; name += 1) {
    lua_pushnil(L);
    lua_setfield(L, -2, *name);
  }
  luaL_setfuncs(L, functions, 0);
  lua_getfield(L, -1, "tonumber");
  lua_pushcclosure(L, to_number, 1);
  lua_setfield(L, -2, "tonumber");
  lua_pop(L, 1);
}
