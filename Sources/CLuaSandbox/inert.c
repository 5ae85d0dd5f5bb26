#include "box.h"

#include <pthread.h>

// Metamethods that stock Lua must not find, however and whenever a script sets them: `__mode` (a
// chain of weak tables is quadratic in one step of the collector), `__gc` (finalizers run with
// hooks off), and `__call` as Lua itself follows it (a table that is called by a table that is
// called … moves all arguments at each step, without an instruction).
//
// Lua finds a metamethod by the address of an interned name that it made with the state and never
// frees. Here the first letter of that one string is overwritten. Whoever writes "__mode" from then
// on gets a new string, of another address. And no text is found to be the old string, as strings
// are looked up where their hash says: the first letter goes into the hash last, its lowest bit
// into the hash's lowest bit, so that a text with the new letter belongs elsewhere, in a table of
// whatever size. All of it is tried before the first sandbox is made.

enum { OTHER_LETTER = 0xFE };  // even, as '_' is odd; never in UTF-8

// Pushes the name that Lua knows, and makes it one that nobody can write. False if it does not
// hold.
static bool push_inert(lua_State *L, const char *name) {
  char other[16];
  size_t count = strlen(name);
  lua_pushlstring(L, name, count);
  char *text = (char *)(uintptr_t)lua_tostring(L, -1);
  text[0] = (char)OTHER_LETTER;
  memcpy(other, text, count);
  lua_pushlstring(L, name, count);
  lua_pushlstring(L, other, count);
  bool differs = !lua_rawequal(L, -2, -3) && !lua_rawequal(L, -1, -3);
  lua_pop(L, 2);
  return differs;
}

// A text that is made in a buffer of megabytes is freed by a finalizer when a coroutine dies over
// it. The metatable that has it is made with the first such buffer: before the name is taken.
static void keep_finalizer_of_buffers(lua_State *L) {
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  luaL_prepbuffsize(&buffer, 2 * LUAL_BUFFERSIZE);
  luaL_pushresult(&buffer);
  lua_pop(L, 1);
}

// RAISES when memory runs out, or this Lua works in another way. Pushes the name by which Lua looks
// for `__call`; for what calls such tables instead, see base.c.
void box_make_inert(lua_State *L) {
  luaL_checkstack(L, 8, NULL);
  LEAVES(L, 1);
  keep_finalizer_of_buffers(L);
  bool done = push_inert(L, "__mode") && push_inert(L, "__gc") && push_inert(L, "__call");
  if (!done) luaL_error(L, "this Lua finds metamethods in another way");
  lua_replace(L, -3);
  lua_pop(L, 1);
}

// Whether the finalizer ran is noted where the state's extra space says.
static int note(lua_State *L) {
  **(bool **)lua_getextraspace(L) = true;
  return 0;
}

// Pushes a table whose metatable, pushed after it, has one member: the value on top.
static void push_with(lua_State *L, const char *name) {
  lua_newtable(L);
  lua_newtable(L);
  lua_rotate(L, -3, -1);
  lua_setfield(L, -2, name);
  lua_pushvalue(L, -1);
  lua_setmetatable(L, -3);
}

static bool keeps_weak_keys(lua_State *L) {
  lua_pushliteral(L, "k");
  push_with(L, "__mode");
  lua_newtable(L);
  lua_pushboolean(L, 1);
  lua_rawset(L, -4);
  lua_gc(L, LUA_GCCOLLECT);
  lua_pushnil(L);
  return lua_next(L, -3);
}

static bool calls_no_table(lua_State *L, int name) {
  gate_push_body(L, note);
  push_with(L, "__call");
  lua_pushvalue(L, -2);
  if (lua_pcall(L, 0, 0, 0) == LUA_OK) return false;
  lua_settop(L, -2);
  lua_pushvalue(L, name);
  gate_push_body(L, note);
  lua_rawset(L, -3);
  lua_pushvalue(L, -2);
  return lua_pcall(L, 0, 0, 0) == LUA_OK;
}

static int try_it(lua_State *L) {
  bool *ran = *(bool **)lua_getextraspace(L);
  lua_settop(L, 0);
  box_make_inert(L);
  bool weak = !keeps_weak_keys(L);
  lua_settop(L, 1);
  gate_push_body(L, note);
  push_with(L, "__gc");
  lua_settop(L, 1);
  lua_gc(L, LUA_GCCOLLECT);
  bool well = !weak && !*ran && calls_no_table(L, 1);
  lua_settop(L, 1);
  lua_pushboolean(L, well);
  return 1;
}

static bool works;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void try_once(void) {
  bool ran = false;
  lua_State *L = luaL_newstate();
  if (L == NULL) return;
  *(bool **)lua_getextraspace(L) = &ran;
  gate_push_body(L, try_it);
  works = lua_pcall(L, 0, 1, 0) == LUA_OK && lua_toboolean(L, -1);
  lua_close(L);
}

// Whether the library of this process can be made safe in this way; tried once, in a state of its
// own.
bool sandbox_is_supported(void) {
  pthread_once(&once, try_once);
  return works;
}
