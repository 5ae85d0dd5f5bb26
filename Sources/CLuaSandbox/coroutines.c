#include "box.h"

// Coroutines that stay inside the budget: making one is billed as much as the hook lets a fresh one
// run unseen, entering one looks at the clock, and after the sandbox is killed none is entered,
// reset or closed. There is no coroutine.close in 5.4.4's shape: chains of it overflow the native
// stack, and `__close` would run with hooks off.

static int create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  box_charge(L, COROUTINE_COST);
  lua_State *made = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, made, 1);
  return 1;
}

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
  box_check(L);
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

static int resume(lua_State *L) {
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
static int call_wrapped(lua_State *L) {
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

static int wrap(lua_State *L) {
  create(L);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

void box_open_coroutines(lua_State *L) {
  const luaL_Reg functions[] = {
    {"create", create}, {"resume", resume}, {"wrap", wrap}, {NULL, NULL}};
  luaL_requiref(L, LUA_COLIBNAME, luaopen_coroutine, 1);
  lua_pushnil(L);
  lua_setfield(L, -2, "close");
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}
