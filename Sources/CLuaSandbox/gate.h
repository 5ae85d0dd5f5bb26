// The gate: the one way in which C becomes a function that Lua can call. GATE defines a function
// with its rule, gate_push pushes it; what would push any other is poisoned below.
#ifndef DOCKET_GATE_H
#define DOCKET_GATE_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is asked and billed before a function runs. Without a word, all of its texts are billed as
// if they were read as numbers, since any of them may be.
typedef struct {
  uint8_t room;      // values pushed at once; Lua gives LUA_MINSTACK unasked
  uint8_t growth;    // further values for each argument
  uint8_t rate;      // bytes of its texts for an instruction, when not GATE_RATE
  uint8_t cost;      // instructions beside
  uint32_t unread;   // arguments that it does not read to their end, or bills itself, as bits
} gate_rule;

enum { GATE_RATE = 16 };
#define GATE_UNREAD(index) (UINT32_C(1) << ((index) - 1))
#define GATE_ALL UINT32_MAX

// A function of stock Lua, and the function behind the gate that stands over it, as its upvalue 1.
typedef struct {
  const char *name;
  lua_CFunction over;
} gate_stock;

// Functions behind the gate lie in a section of their own, so that a pointer tells.
#define GATE_SECTION __attribute__((section("docket_gate")))

#define GATE(function, ...)                                                                        \
  static int function##_behind(lua_State *L);                                                      \
  GATE_SECTION static int function(lua_State *L) {                                                 \
    return gate_pass(L, (gate_rule){__VA_ARGS__}, function##_behind);                              \
  }                                                                                                \
  static int function##_behind(lua_State *L)

// The same for a function that other files push.
#define GATE_SHARED(function, ...)                                                                 \
  static int function##_behind(lua_State *L);                                                      \
  GATE_SECTION int function(lua_State *L) {                                                        \
    return gate_pass(L, (gate_rule){__VA_ARGS__}, function##_behind);                              \
  }                                                                                                \
  static int function##_behind(lua_State *L)

// gate.c
bool gate_has(lua_CFunction function);
void gate_push(lua_State *L, lua_CFunction function, int upvalues);
void gate_push_body(lua_State *L, lua_CFunction body);
void gate_add(lua_State *L, const luaL_Reg *functions);
void gate_new(lua_State *L, const char *name, const luaL_Reg *functions);
void gate_open(lua_State *L, const char *name, lua_CFunction open, const gate_stock *rows);
void gate_wrap(lua_State *L, const gate_stock *rows);
void gate_make_room(lua_State *L, int room, int growth);
void gate_bill(lua_State *L, uint32_t unread, int rate, int cost);

// What stands over stock functions: by how much of their texts they read.
int stock_reads(lua_State *L);          // all of them
int stock_works(lua_State *L);          // all of them, as its work
int stock_makes(lua_State *L);          // all of them, to make what it returns
int stock_takes(lua_State *L);          // all but the first, of which it returns a part
int stock_reads_first(lua_State *L);
int stock_reads_second(lua_State *L);
int stock_compares(lua_State *L);
int stock_passes(lua_State *L);         // none

// Builds for debugging and for sanitizers check the balance of the stack.
#ifdef DEBUG
int gate_run(lua_State *L, lua_CFunction body);
void gate_unbalanced(const char *where);
typedef struct {
  lua_State *L;
  int top;
  const char *where;
} gate_balance;
static inline void gate_weigh(const gate_balance *it) {
  if (lua_gettop(it->L) != it->top) gate_unbalanced(it->where);
}
// The function that says this leaves so many more values on the stack, unless it raises.
#define LEAVES(L, values)                                                                          \
  __attribute__((cleanup(gate_weigh))) const gate_balance balance_ = {                             \
    L, lua_gettop(L) + (values), __func__}
#else
#define LEAVES(L, values) ((void)0)
static inline int gate_run(lua_State *L, lua_CFunction body) { return body(L); }
#endif

static inline __attribute__((always_inline)) int gate_pass(
  lua_State *L, const gate_rule rule, lua_CFunction body) {
  if (rule.room > LUA_MINSTACK || rule.growth > 0) gate_make_room(L, rule.room, rule.growth);
  if (rule.unread != GATE_ALL || rule.cost > 0) gate_bill(L, rule.unread, rule.rate, rule.cost);
  return gate_run(L, body);
}

// Runs the stock function under one that stands over it.
static inline int gate_call_stock(lua_State *L) {
  return gate_run(L, lua_tocfunction(L, lua_upvalueindex(1)));
}

#ifndef GATE_ITSELF
#undef lua_pushcfunction
#undef lua_register
#undef luaL_newlib
#pragma GCC poison lua_pushcfunction lua_pushcclosure lua_register
#pragma GCC poison luaL_setfuncs luaL_newlib luaL_requiref luaL_openlibs
#endif

#endif
