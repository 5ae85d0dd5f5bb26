#include "wire.h"

// What a line that is about to run sees, for whoever stops there: the names of its variables, and what
// a text comes to where they mean what they mean on that line. The hook is off meanwhile, so that
// nothing here is billed and nothing but the person who asked ends it.

enum { MOST_NAMES = 250, MOST_VALUES = 20 };

// Variables whose names people wrote; the others begin with a bracket.
static bool is_named(const char *name) {
  return name[0] != '(' && name[0] != 0 && strcmp(name, "_ENV") != 0;
}

// Pushes the n-th variable (from 1): locals first, then what the function keeps outside itself.
static const char *push_variable(lua_State *L, lua_Debug *event, int number) {
  int locals = 0;
  for (const char *name; (name = lua_getlocal(L, event, locals + 1)) != NULL; lua_pop(L, 1)) {
    locals += 1;
    if (locals == number) return name;
  }
  if (!lua_getinfo(L, "f", event)) return NULL;
  const char *name = lua_getupvalue(L, -1, number - locals);
  if (name == NULL) lua_pop(L, 1);
  else lua_remove(L, -2);
  return name;
}

bool sandbox_paused_name(sandbox *box, int32_t number, sandbox_bytes *name) {
  lua_State *L = box->paused;
  if (L == NULL || number > MOST_NAMES || !lua_checkstack(L, 8)) return false;
  const char *found = push_variable(L, box->event, number);
  if (found == NULL) return false;
  lua_pop(L, 1);
  size_t count = is_named(found) ? strlen(found) : 0;
  *name = (sandbox_bytes){(const uint8_t *)found, count};
  return true;
}

typedef struct {
  sandbox_bytes text;
  lua_Debug *event;
} question;

// RAISES. Leaves a table of the variables; behind it are the globals.
static void push_environment(lua_State *L, lua_Debug *event) {
  lua_newtable(L);
  int table = lua_gettop(L);
  for (int i = 1; i <= MOST_NAMES; i += 1) {
    const char *name = push_variable(L, event, i);
    if (name == NULL) break;
    if (is_named(name)) lua_setfield(L, table, name);
    else lua_pop(L, 1);
  }
  lua_createtable(L, 0, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, box_of(L)->globals_ref);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, table);
}

// RAISES. Pushes the text as a function: as an expression if it is one, else as statements. A variable
// that is nil is no global of the name.
static void push_text(lua_State *L, question *asked, const char *before) {
  luaL_Buffer nils;
  luaL_buffinit(L, &nils);
  for (int i = 1; i <= MOST_NAMES; i += 1) {
    const char *name = push_variable(L, asked->event, i);
    if (name == NULL) break;
    bool is_nil = lua_isnil(L, -1) && is_named(name);
    lua_pop(L, 1);
    if (!is_nil) continue;
    luaL_addstring(&nils, "local ");
    luaL_addstring(&nils, name);
    luaL_addstring(&nils, " ");
  }
  luaL_addstring(&nils, before);
  luaL_addlstring(&nils, (const char *)asked->text.start, asked->text.count);
  luaL_pushresult(&nils);
}

// RAISES.
static int answer(lua_State *L) {
  question *asked = lua_touserdata(L, 1);
  sandbox *box = box_of(L);
  // What is wrong with it is what is wrong with it as an expression.
  static const char *const starts[] = {"return ", "", "return "};
  int status = LUA_ERRSYNTAX;
  for (size_t i = 0; i < 3 && status != LUA_OK; i += 1) {
    lua_settop(L, 1);
    push_text(L, asked, starts[i]);
    size_t count;
    const char *text = lua_tolstring(L, -1, &count);
    status = luaL_loadbufferx(L, text, count, "=here", "t");
  }
  if (status != LUA_OK) return lua_error(L);
  push_environment(L, asked->event);
  if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  int base = lua_gettop(L) - 1;
  lua_call(L, 0, LUA_MULTRET);
  box_buffer *results = &box->frames[box->depth].results;
  results->count = 0;
  int last = lua_gettop(L) < base + MOST_VALUES ? lua_gettop(L) : base + MOST_VALUES;
  for (int i = base + 1; i <= last; i += 1) {
    wire_encode(L, results, i, false, "the value");
  }
  return 0;
}

bool sandbox_paused_answer(sandbox *box, sandbox_bytes text, sandbox_bytes *result) {
  lua_State *L = box->paused;
  *result = (sandbox_bytes){0};
  if (L == NULL || box->poisoned || !lua_checkstack(L, LUA_MINSTACK)) return false;
  int top = lua_gettop(L);
  question asked = {text, box->event};
  bool armed = box->armed;
  box->armed = false;
  gate_push_body(L, answer);
  lua_pushlightuserdata(L, &asked);
  bool done = lua_pcall(L, 1, 0, 0) == LUA_OK;
  box->armed = armed;
  box_buffer *results = &box->frames[box->depth].results;
  if (!done) {
    size_t count = 0;
    const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &count) : NULL;
    results->count = 0;
    if (count > MAX_MESSAGE) count = MAX_MESSAGE;
    if (message != NULL && buffer_reserve(results, count)) {
      memcpy(results->start, message, count);
      results->count = count;
    }
  }
  lua_settop(L, top);
  *result = (sandbox_bytes){results->start, results->count};
  return done;
}
