#include "wire.h"

// load and require, for text only. A chunk's name is always the host's, so that no error can
// pretend to come from elsewhere.

// Labels, gotos and breaks: finding where one leads goes through all that are waiting, in one go.
static bool has_too_many_jumps(const char *text, size_t count) {
  static const char *const words[] = {"::", "goto", "break"};
  size_t halves = 0;  // a label has two colons before it and two after it
  for (size_t i = 0; i < sizeof words / sizeof *words; i += 1) {
    size_t length = strlen(words[i]);
    const char *at = text, *end = text + count;
    while ((at = memmem(at, (size_t)(end - at), words[i], length)) != NULL) {
      halves += i == 0 ? 1 : 2;
      at += length;
    }
  }
  return halves > 2 * MAX_JUMPS;
}

typedef struct {
  const char *text;
  size_t left;
} pieces;

// RAISES when time is up. Reading a name goes through all names around it: the parser has no hook,
// so the clock is looked at with each piece of the text.
static const char *give_piece(lua_State *L, void *data, size_t *size) {
  pieces *it = data;
  const char *piece = it->text;
  box_look(L);
  *size = it->left < PARSED_AT_ONCE ? it->left : PARSED_AT_ONCE;
  it->text += *size;
  it->left -= *size;
  return piece;
}

// RAISES when memory runs out. Pushes a function, or an error's text; returns a status.
int box_compile(lua_State *L, const char *text, size_t count, const char *chunk) {
  LEAVES(L, 1);
  box_charge(L, 10 + (int64_t)count / 4);
  if (has_too_many_jumps(text, count)) {
    lua_pushfstring(
      L, "%s:1: the text has more than %d labels, gotos and breaks", chunk + 1, (int)MAX_JUMPS);
    return LUA_ERRSYNTAX;
  }
  pieces source = {text, count};
  int status = lua_load(L, give_piece, &source, chunk, "t");
  if (box_of(L)->fatal != SANDBOX_OK) return box_raise_fatal(L);
  box_check(L);
  if (status != LUA_OK && lua_type(L, -1) != LUA_TSTRING) {  // the handler of the call ate it
    lua_pop(L, 1);
    lua_pushfstring(L, "%s:1: the text is nested too deep", chunk + 1);
  }
  return status;
}

static int failed(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 2;
}

// Joins the pieces that a function gives, up to the limit; leaves the text on top. Returns false
// when it is too long.
static bool gather(lua_State *L) {
  luaL_Buffer text;
  size_t total = 0;
  luaL_buffinit(L, &text);
  for (;;) {
    luaL_checkstack(L, 4, NULL);
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    box_check(L);
    if (lua_isnil(L, -1)) break;
    if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "reader function must return a string");
    size_t count = lua_rawlen(L, -1);
    if (count == 0) break;
    total += count;
    if (total > MAX_LOADED_TEXT) return false;
    luaL_addvalue(&text);
  }
  lua_pop(L, 1);
  luaL_pushresult(&text);
  return true;
}

GATE(load_text, .unread = GATE_ALL) {
  luaL_checkany(L, 1);
  bool has_environment = !lua_isnone(L, 4);
  box_bill_text(L, 3);
  const char *mode = luaL_optstring(L, 3, "t");
  if (strchr(mode, 't') == NULL) return failed(L, "attempt to load a text chunk (mode is 'b')");
  lua_settop(L, 4);
  if (lua_type(L, 1) == LUA_TFUNCTION) {
    if (!gather(L)) return failed(L, "the text is longer than 64 KB");
  } else {
    luaL_checktype(L, 1, LUA_TSTRING);
    lua_pushvalue(L, 1);
  }
  size_t count;
  const char *text = lua_tolstring(L, -1, &count);
  if (count > MAX_LOADED_TEXT) return failed(L, "the text is longer than 64 KB");
  const char *chunk = lua_pushfstring(L, "=%s:(load)", box_of(L)->name);
  if (box_compile(L, text, count, chunk) != LUA_OK) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
  }
  if (has_environment) {
    lua_pushvalue(L, 4);
    if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
  }
  return 1;
}

static bool is_module_name(const char *name, size_t count) {
  bool begins = true;
  if (count == 0 || count > 100) return false;
  for (size_t i = 0; i < count; i += 1) {
    bool digit = name[i] >= '0' && name[i] <= '9';
    bool letter = (name[i] >= 'a' && name[i] <= 'z') || name[i] == '_';
    if (!letter && !digit && (name[i] != '.' || begins)) return false;
    begins = name[i] == '.';
  }
  return !begins;
}

// RAISES. Asks the host for a module's chunk name and text, and runs it.
static void run_module(lua_State *L, const char *name) {
  sandbox_bytes answer;
  lua_pushvalue(L, 1);
  if (box_ask(L, SANDBOX_FUNCTION_SOURCE, lua_gettop(L), &answer) != 0) lua_error(L);
  if (wire_push_all(L, box_of(L), answer) != 2 || !lua_isstring(L, -1)) {
    box_error(L, "module '%s' not found", name);
  }
  size_t count;
  const char *text = lua_tolstring(L, -1, &count);
  const char *chunk = lua_pushfstring(L, "@%s", lua_tostring(L, -2));
  if (count > MAX_SOURCE) box_error(L, "module '%s' is longer than 256 KB", name);
  if (box_compile(L, text, count, chunk) != LUA_OK) lua_error(L);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushboolean(L, 1);
  }
}

GATE(require, .cost = 0) {
  luaL_checktype(L, 1, LUA_TSTRING);
  lua_settop(L, 1);
  size_t count;
  const char *name = lua_tolstring(L, 1, &count);
  if (!is_module_name(name, count)) {
    return box_error(L, "bad module name: use letters a-z, digits, '_', and '.' between parts");
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, box_of(L)->modules_ref);
  lua_pushvalue(L, 1);
  int type = lua_rawget(L, 2);
  if (type == LUA_TLIGHTUSERDATA) {
    return box_error(L, "module '%s' requires itself, or failed before", name);
  }
  if (type != LUA_TNIL) return 1;
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, L);
  lua_rawset(L, 2);
  run_module(L, name);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, 2);
  return 1;
}

void box_open_loading(lua_State *L) {
  const luaL_Reg functions[] = {{"load", load_text}, {"require", require}, {NULL, NULL}};
  lua_pushglobaltable(L);
  gate_add(L, functions);
  lua_pop(L, 1);
}
