#include "box.h"

// Coroutines that stay inside the budget: making one is billed as much as the hook lets a fresh one
// run unseen, entering one looks at the clock, and after the sandbox is killed none is entered,
// reset or closed. There is no coroutine.close in 5.4.4's shape: chains of it overflow the native
// stack, and `__close` would run with hooks off.

static int make(lua_State *L) {
  LEAVES(L, 1);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  box_charge(L, COROUTINE_COST);
  lua_State *made = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, made, 1);
  return 1;
}

GATE(create, .unread = GATE_ALL) { return make(L); }

static const char *why_not(lua_State *L, lua_State *target) {
  if (target == L) return "cannot resume non-suspended coroutine";
  int status = lua_status(target);
  lua_Debug frame;
  if (status == LUA_YIELD) return NULL;
  if (status != LUA_OK) return "cannot resume dead coroutine";
  if (lua_getstack(target, 0, &frame)) return "cannot resume non-suspended coroutine";
  return lua_gettop(target) == 0 ? "cannot resume dead coroutine" : NULL;
}

// RAISES when the sandbox is killed. Moves results, or one error object (then -1), to L.
static int enter(lua_State *L, lua_State *target, int arguments) {
  sandbox *box = box_of(L);
  box_check(L);
  const char *reason = why_not(L, target);
  if (reason == NULL && !lua_checkstack(target, arguments)) reason = "too many arguments to resume";
  if (reason != NULL) {
    lua_pushstring(L, reason);
    return -1;
  }
  int results = 0;
  lua_xmove(L, target, arguments);
  box->current = target;
  int status = lua_resume(target, L, arguments, &results);
  box->current = L;
  if (box->fatal != SANDBOX_OK) box_raise_fatal(L);
  box_look(L);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(target, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_settop(target, -results - 1);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(target, L, results);
  return results;
}

static lua_State *target_at(lua_State *L, int index) {
  lua_State *target = lua_tothread(L, index);
  luaL_argexpected(L, target != NULL, index, "coroutine");
  return target;
}

GATE(resume, .unread = GATE_ALL) {
  lua_State *target = target_at(L, 1);
  int results = enter(L, target, lua_gettop(L) - 1);
  if (results < 0) box_of(L)->pending = false;
  lua_pushboolean(L, results >= 0);
  int count = results >= 0 ? results : 1;
  lua_insert(L, -(count + 1));
  return count + 1;
}

// Upvalue: the coroutine. An error goes on to the caller; where it began is noted, because its
// frames are not on this stack.
GATE(call_wrapped, .unread = GATE_ALL) {
  lua_State *target = lua_tothread(L, lua_upvalueindex(1));
  bool was_alive = why_not(L, target) == NULL;
  int results = enter(L, target, lua_gettop(L));
  if (results >= 0) return results;
  sandbox *box = box_of(L);
  if (was_alive && !box->pending) {
    box_capture(box, target, 0);
    box->pending = box->fault != NULL && box->fault->line > 0;
  } else if (!was_alive && lua_type(L, -1) == LUA_TSTRING) {
    box_push_where(L);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

GATE(wrap, .unread = GATE_ALL) {
  make(L);
  gate_push(L, call_wrapped, 1);
  return 1;
}

void box_open_coroutines(lua_State *L) {
  LEAVES(L, 0);
  static const gate_stock stock[] = {
    {"isyieldable", stock_passes}, {"running", stock_passes}, {"status", stock_passes},
    {"yield", stock_passes},       {NULL, NULL},
  };
  const luaL_Reg functions[] = {
    {"create", create}, {"resume", resume}, {"wrap", wrap}, {NULL, NULL}};
  gate_open(L, LUA_COLIBNAME, luaopen_coroutine, stock);
  gate_add(L, functions);
  lua_pop(L, 1);
}
