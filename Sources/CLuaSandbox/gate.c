#define GATE_ITSELF
#include "box.h"

// What stands at the gate, and which functions of stock Lua go through it.

extern const char __start_docket_gate[], __stop_docket_gate[];

// Whether a function was defined with GATE.
bool gate_has(lua_CFunction function) {
  uintptr_t place = (uintptr_t)function;
  return place >= (uintptr_t)__start_docket_gate && place < (uintptr_t)__stop_docket_gate;
}

// RAISES when memory runs out. Pushes a closure over the values on top.
void gate_push(lua_State *L, lua_CFunction function, int upvalues) {
#ifdef DEBUG
  if (!gate_has(function)) gate_unbalanced("a function that is not behind the gate");
#endif
  lua_pushcclosure(L, function, upvalues);
}

// Pushes what only the host calls; it is never left where Lua finds it.
void gate_push_body(lua_State *L, lua_CFunction body) { lua_pushcclosure(L, body, 0); }

// RAISES. Sets functions in the table on top.
void gate_add(lua_State *L, const luaL_Reg *functions) {
  luaL_checkstack(L, 4, NULL);
  for (; functions->name != NULL; functions += 1) {
    gate_push(L, functions->func, 0);
    lua_setfield(L, -2, functions->name);
  }
}

// RAISES when there is none.
void gate_make_room(lua_State *L, int room, int growth) {
  luaL_checkstack(L, room + growth * lua_gettop(L), "too many arguments");
}

// RAISES when the budget is used up.
void gate_bill(lua_State *L, uint32_t unread, int rate, int cost) {
  size_t bytes = 0;
  for (int i = unread == GATE_ALL ? 0 : lua_gettop(L); i > 0; i -= 1) {
    if (unread >> (i < 32 ? i - 1 : 31) & 1) continue;
    if (lua_type(L, i) == LUA_TSTRING) bytes += lua_rawlen(L, i);
  }
  // However much is left of the budget, a stock function cannot be stopped.
  if (bytes > box_of(L)->limit / 2) luaL_error(L, "too much text for one call");
  int64_t charge = cost + (int64_t)bytes / (rate == 0 ? GATE_RATE : rate);
  if (charge > 0) box_charge(L, charge);
  if (bytes > LARGE_TEXT) box_collect_if_high(L, bytes);
}

#ifdef DEBUG
void gate_unbalanced(const char *where) {
  fprintf(stderr, "the sandbox's gate: %s\n", where);
  abort();
}

int gate_run(lua_State *L, lua_CFunction body) {
  int results = body(L);
  if (results < 0 || results > lua_gettop(L)) gate_unbalanced("more results than values");
  return results;
}
#endif

static bool is_stock(lua_State *L, int index) {
  lua_CFunction function = lua_tocfunction(L, index);
  return function != NULL && !gate_has(function);
}

// RAISES. Puts the functions of the table on top behind the gate; those without a row are removed.
void gate_wrap(lua_State *L, const gate_stock *rows) {
  luaL_checkstack(L, 8, NULL);
  LEAVES(L, 0);
  for (const gate_stock *row = rows; row->name != NULL; row += 1) {
    lua_getfield(L, -1, row->name);
    bool there = is_stock(L, -1);
    if (there) gate_push(L, row->over, 1);
    if (there) lua_setfield(L, -2, row->name);
    else lua_pop(L, 1);
  }
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    bool left = is_stock(L, -1);
    lua_pop(L, 1);
    if (!left) continue;
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, -4);
  }
}

// RAISES. Opens a stock library behind the gate, as a global, and pushes it.
void gate_open(lua_State *L, const char *name, lua_CFunction open, const gate_stock *rows) {
  luaL_requiref(L, name, open, 1);
  gate_wrap(L, rows);
}

static int push_table(lua_State *L) {
  lua_newtable(L);
  return 1;
}

// RAISES when memory runs out. Makes a library of our own, as a global.
void gate_new(lua_State *L, const char *name, const luaL_Reg *functions) {
  LEAVES(L, 0);
  luaL_requiref(L, name, push_table, 1);
  gate_add(L, functions);
  lua_pop(L, 1);
}

static int bill_results(lua_State *L, int results) {
  enum { RESULT_RATE = 64 };
  size_t bytes = lua_type(L, -1) == LUA_TSTRING ? lua_rawlen(L, -1) : 0;
  box_charge(L, results + (int64_t)bytes / RESULT_RATE);
  return results;
}

#define FIRST GATE_UNREAD(1)
GATE_SHARED(stock_reads, .cost = 0) { return gate_call_stock(L); }
GATE_SHARED(stock_works, .cost = 1) { return gate_call_stock(L); }
GATE_SHARED(stock_makes, .cost = 0) { return bill_results(L, gate_call_stock(L)); }
GATE_SHARED(stock_takes, .unread = FIRST) { return bill_results(L, gate_call_stock(L)); }
GATE_SHARED(stock_reads_first, .unread = ~FIRST) { return gate_call_stock(L); }
GATE_SHARED(stock_reads_second, .unread = FIRST) { return gate_call_stock(L); }
GATE_SHARED(stock_compares, .rate = 64) { return gate_call_stock(L); }
GATE_SHARED(stock_passes, .unread = GATE_ALL) { return gate_call_stock(L); }
