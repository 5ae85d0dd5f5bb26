#include "records.h"

// Calls from Lua to the host: values go out as a flat buffer, come back as one, and an error comes
// back as text that is raised here, after the host's own frames are gone.

// RAISES when the sandbox is killed or the values cannot be handed over. Sends the values from
// `first` on; returns the host's status, with an error's text pushed when it is not 0.
int32_t box_ask(lua_State *L, int32_t function, int first, sandbox_bytes *answer) {
  sandbox *box = box_of(L);
  box_first_look(box);
  if (box->depth >= MAX_DISPATCH_DEPTH) {
    luaL_error(L, "calls between the desk and Lua are nested too deep");
  }
  box_buffer *buffer = &box->frames[box->depth].arguments;
  int last = lua_gettop(L);
  buffer->count = 0;
  for (int i = first; i <= last; i += 1) {
    char what[48];
    snprintf(what, sizeof what, "argument %d", i - first + 1);
    wire_encode(L, buffer, i, false, what);
  }
  sandbox_bytes arguments = {buffer->start, buffer->count};
  lua_State *current = box->current;
  box->current = L;
  box->depth += 1;
  int32_t status = box->dispatch(box->context, function, arguments, answer);
  box->depth -= 1;
  box->current = current;
  if (box->fatal != SANDBOX_OK) box_raise_fatal(L);
  box->clock_debt = LOOK_DEBT;  // the host's work is not seen by the hook: look at once
  box_charge(L, SHIM_COST + (int64_t)answer->count / 64);
  if (status != 0) {
    box_push_where(L);
    lua_pushlstring(L, (const char *)answer->start, answer->count);
    lua_concat(L, 2);
  }
  return status;
}

static int ask_and_answer(lua_State *L, int32_t function) {
  sandbox_bytes answer = {NULL, 0};
  if (box_ask(L, function, 1, &answer) != 0) return lua_error(L);
  return wire_push_all(L, box_of(L), answer);
}

// RAISES. Runs a function of the host with the values on the stack.
int box_host_function(lua_State *L, int32_t function) {
  box_charge(L, HOST_COST);
  return ask_and_answer(L, function);
}

GATE(call_plain, .rate = 64) {
  return box_host_function(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

// Upvalues: function, handle; the handle goes first.
GATE(call_bound, .rate = 64) {
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_insert(L, 1);
  return box_host_function(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

static bool has_method(const record *it, int32_t function) {
  for (size_t i = 0; i < it->shape->method_count; i += 1) {
    if (it->shape->methods[i].function == function) return true;
  }
  return false;
}

// Upvalue: function. The record's handle goes first.
GATE(call_method, .rate = 64) {
  int32_t function = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
  record *it = (record *)record_at(L, 1);
  if (it == NULL || it->head.kind != RECORD_FIELDS || !has_method(it, function)) {
    const char *name = layout_function_name(box_of(L)->layout, function);
    return box_error(L, "'%s' is a method: call it with a colon", name + (*name == ':'));
  }
  lua_pushinteger(L, it->handle);
  lua_replace(L, 1);
  return box_host_function(L, function);
}

void box_push_bound(lua_State *L, int32_t function, int64_t handle) {
  lua_pushinteger(L, function);
  lua_pushinteger(L, handle);
  gate_push(L, call_bound, 2);
}

void box_push_method(lua_State *L, int32_t function) {
  lua_pushinteger(L, function);
  gate_push(L, call_method, 1);
}

// RAISES. Pushes a Lua function by the number that was given for it.
void box_push_function(lua_State *L, int32_t function) {
  int type = function > 0 ? lua_rawgeti(L, LUA_REGISTRYINDEX, function) : LUA_TNIL;
  if (type != LUA_TFUNCTION) luaL_error(L, "the desk calls a function that is no longer held");
}

// RAISES when memory runs out.
void box_push_host(lua_State *L, int32_t function) {
  lua_pushinteger(L, function);
  gate_push(L, call_plain, 1);
}
