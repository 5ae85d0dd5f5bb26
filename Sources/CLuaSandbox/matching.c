#include "pattern.h"

// string.find, match and gmatch over the billed matcher.

static void push_capture(matcher *m, int index, const char *s, const char *end) {
  if (index >= m->level) {
    if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
    lua_pushlstring(m->L, s, (size_t)(end - s));
    return;
  }
  ptrdiff_t size = m->captures[index].size;
  if (size == PATTERN_OPEN) luaL_error(m->L, "unfinished capture");
  if (size == PATTERN_POSITION) lua_pushinteger(m->L, m->captures[index].start - m->text + 1);
  else lua_pushlstring(m->L, m->captures[index].start, (size_t)size);
}

static int push_captures(matcher *m, const char *s, const char *end) {
  int count = m->level == 0 && s != NULL ? 1 : m->level;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i += 1) push_capture(m, i, s, end);
  return count;
}

// The position that an optional argument gives, from 1; past the end is count + 1 or more.
static size_t start_position(lua_State *L, int index, size_t count) {
  lua_Integer at = luaL_optinteger(L, index, 1);
  if (at > 0) return (size_t)at;
  if (at == 0 || at < -(lua_Integer)count) return 1;
  return count + (size_t)at + 1;
}

static bool is_plain(lua_State *L, const char *pattern, size_t count) {
  box_charge(L, (int64_t)count / 8);
  for (size_t i = 0; i < count; i += 1) {
    if (pattern[i] != 0 && strchr("^$*+?.([%-", pattern[i]) != NULL) return false;
  }
  return true;
}

static int find_plain(lua_State *L, const char *text, size_t count, size_t start, size_t size) {
  const char *wanted = lua_tostring(L, 2), *from = text + start - 1;
  const char *found = size == 0 ? from : memmem(from, count - start + 1, wanted, size);
  const char *reached = found == NULL ? text + count : found;
  box_charge(L, 1 + (reached - from + (int64_t)size) / 64);
  if (found == NULL) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, found - text + 1);
  lua_pushinteger(L, found - text + (lua_Integer)size);
  return 2;
}

static int search(lua_State *L, bool is_find) {
  size_t count, size;
  const char *text = luaL_checklstring(L, 1, &count);
  const char *pattern = luaL_checklstring(L, 2, &size);
  size_t start = start_position(L, 3, count);
  if (start > count + 1) {
    lua_pushnil(L);
    return 1;
  }
  if (is_find && (lua_toboolean(L, 4) || is_plain(L, pattern, size))) {
    return find_plain(L, text, count, start, size);
  }
  matcher m;
  bool anchored = size > 0 && *pattern == '^';
  pattern_begin(&m, L, text, count, pattern + size);
  for (const char *s = text + start - 1; s <= m.text_end; s += 1) {
    m.level = 0;
    const char *end = pattern_match(&m, s, pattern + anchored);
    if (end != NULL) {
      if (!is_find) return push_captures(&m, s, end);
      lua_pushinteger(L, s - text + 1);
      lua_pushinteger(L, end - text);
      return push_captures(&m, NULL, NULL) + 2;
    }
    if (anchored) break;
  }
  lua_pushnil(L);
  return 1;
}

GATE(find, .unread = GATE_UNREAD(1) | GATE_UNREAD(2)) { return search(L, true); }

GATE(match, .unread = GATE_UNREAD(1) | GATE_UNREAD(2)) { return search(L, false); }

// Upvalues: text, pattern, where to go on, where the last match ended (-1: none).
GATE(next_match, .unread = GATE_ALL) {
  size_t count, size;
  const char *text = lua_tolstring(L, lua_upvalueindex(1), &count);
  const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &size);
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  matcher m;
  box_charge(L, 1);
  pattern_begin(&m, L, text, count, pattern + size);
  for (const char *s = text + lua_tointeger(L, lua_upvalueindex(3)); s <= m.text_end; s += 1) {
    m.level = 0;
    const char *end = pattern_match(&m, s, pattern);
    if (end == NULL || end - text == last) continue;
    lua_pushinteger(L, end - text);
    lua_copy(L, -1, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(&m, s, end);
  }
  return 0;
}

GATE(gmatch, .unread = GATE_UNREAD(1) | GATE_UNREAD(2)) {
  size_t count;
  luaL_checklstring(L, 1, &count);
  luaL_checkstring(L, 2);
  size_t start = start_position(L, 3, count);
  lua_settop(L, 2);
  lua_pushinteger(L, (lua_Integer)(start > count + 1 ? count + 1 : start - 1));
  lua_pushinteger(L, -1);
  gate_push(L, next_match, 4);
  return 1;
}

// Replacement text with %0 to %9 and %%.
static void add_text(matcher *m, luaL_Buffer *to, const char *s, const char *end) {
  size_t count;
  const char *text = lua_tolstring(m->L, 3, &count);
  for (const char *stop = text + count; text < stop; text += 1) {
    if (*text != '%') {
      luaL_addchar(to, *text);
      continue;
    }
    text += 1;
    if (*text == '%') {
      luaL_addchar(to, '%');
    } else if (*text == '0') {
      pattern_bill(m, (size_t)(end - s) / 8);
      luaL_addlstring(to, s, (size_t)(end - s));
    } else if (*text >= '1' && *text <= '9') {
      push_capture(m, *text - '1', s, end);
      luaL_tolstring(m->L, -1, NULL);
      lua_remove(m->L, -2);
      pattern_bill(m, lua_rawlen(m->L, -1) / 8);
      luaL_addvalue(to);
    } else {
      luaL_error(m->L, "invalid use of '%%' in replacement string");
    }
  }
  pattern_bill(m, count);
}

static void add_replacement(matcher *m, luaL_Buffer *to, const char *s, const char *end) {
  lua_State *L = m->L;
  pattern_bill(m, (size_t)(end - s));
  int type = lua_type(L, 3);
  if (type == LUA_TSTRING || type == LUA_TNUMBER) {
    add_text(m, to, s, end);
    return;
  }
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(m, s, end), 1);
  } else {
    push_capture(m, 0, s, end);
    lua_gettable(L, 3);
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(to, s, (size_t)(end - s));
    return;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  pattern_bill(m, lua_rawlen(L, -1) / 4);
  luaL_addvalue(to);
}

GATE(gsub, .unread = GATE_UNREAD(1) | GATE_UNREAD(2) | GATE_UNREAD(3)) {
  size_t count, size;
  const char *s = luaL_checklstring(L, 1, &count), *last = NULL;
  const char *pattern = luaL_checklstring(L, 2, &size);
  int type = lua_type(L, 3);
  bool text = type == LUA_TNUMBER || type == LUA_TSTRING;
  bool lookup = type == LUA_TFUNCTION || type == LUA_TTABLE || type == LUA_TUSERDATA;
  luaL_argexpected(L, text || lookup, 3, "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)count + 1), made = 0;
  bool anchored = size > 0 && *pattern == '^';
  box_collect_if_high(L, count);
  matcher m;
  luaL_Buffer result;
  luaL_buffinit(L, &result);
  pattern_begin(&m, L, s, count, pattern + size);
  while (made < most) {
    pattern_bill(&m, 1);
    m.level = 0;
    m.depth = 0;
    const char *end = pattern_match(&m, s, pattern + anchored);
    if (end != NULL && end != last) {
      made += 1;
      add_replacement(&m, &result, s, end);
      s = last = end;
    } else if (s < m.text_end) {
      luaL_addchar(&result, *s++);
    } else {
      break;
    }
    if (anchored) break;
  }
  luaL_addlstring(&result, s, (size_t)(m.text_end - s));
  luaL_pushresult(&result);
  lua_pushinteger(L, made);
  return 2;
}

void box_open_matching(lua_State *L) {
  const luaL_Reg functions[] = {
    {"find", find}, {"gmatch", gmatch}, {"gsub", gsub}, {"match", match}, {NULL, NULL}};
  lua_getglobal(L, LUA_STRLIBNAME);
  gate_add(L, functions);
  lua_pop(L, 1);
}
