#include "box.h"

// pcall and xpcall that cannot swallow the end of a budget: while the sandbox is killed they raise
// it again.

static int finish(lua_State *L, int status, lua_KContext first) {
  sandbox *box = box_of(L);
  if (box->fatal != SANDBOX_OK) return box_raise_fatal(L);
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)first;
  box->pending = false;
  box->bad_result = false;
  box_look(L);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

GATE(protected_call, .unread = GATE_ALL) {
  luaL_checkany(L, 1);
  box_check(L);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  return finish(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish), 0);
}

// Upvalue: the script's handler. A killed script gets no word in its own death.
GATE(handle, .unread = GATE_ALL) {
  if (box_of(L)->fatal != SANDBOX_OK) return 1;
  box_charge(L, HOST_COST);  // one that fails is called again for its own error, some 200 deep
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

GATE(protected_call_with_handler, .unread = GATE_ALL) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  box_check(L);
  lua_pushvalue(L, 2);
  gate_push(L, handle, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  return finish(L, lua_pcallk(L, lua_gettop(L) - 4, LUA_MULTRET, 2, 2, finish), 2);
}

void box_open_protected(lua_State *L) {
  const luaL_Reg functions[] = {
    {"pcall", protected_call}, {"xpcall", protected_call_with_handler}, {NULL, NULL}};
  lua_pushglobaltable(L);
  gate_add(L, functions);
  lua_pop(L, 1);
}
