#include "records.h"
#include "wire.h"

// RAISES always.
int wire_malformed(lua_State *L) { return luaL_error(L, "the desk handed over malformed values"); }

static bool skip_bytes(wire_cursor *cursor, size_t length_size) {
  if (!wire_has(cursor, length_size)) return false;
  size_t count = (size_t)wire_take(cursor, length_size);
  if (!wire_has(cursor, count)) return false;
  cursor->at += count;
  return true;
}

bool wire_skip(wire_cursor *cursor) {
  if (!wire_has(cursor, 1)) return false;
  size_t fixed = 0;
  switch ((wire_tag)*cursor->at++) {
  case WIRE_NIL:
  case WIRE_FALSE:
  case WIRE_TRUE:
  case WIRE_NONE: return true;
  case WIRE_INTEGER:
  case WIRE_NUMBER: fixed = 8; break;
  case WIRE_FUNCTION: fixed = 4; break;
  case WIRE_ITERATOR:
  case WIRE_PAGES: fixed = 12; break;
  case WIRE_VIEW: fixed = 18; break;
  case WIRE_STRING:
  case WIRE_BYTES:
  case WIRE_ARRAY:
  case WIRE_TABLE:
  case WIRE_RECORD:
  case WIRE_LIST: return skip_bytes(cursor, 4);
  default: return false;
  }
  if (!wire_has(cursor, fixed)) return false;
  cursor->at += fixed;
  return true;
}

// RAISES. Keys become Lua strings when first used.
void wire_push_key(lua_State *L, uint16_t key) {
  sandbox *box = box_of(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, box->keys_ref);
  if (lua_rawgeti(L, -1, key + 1) == LUA_TNIL) {
    sandbox_bytes name;
    if (!layout_key(box->layout, key, &name)) wire_malformed(L);
    lua_pop(L, 1);
    lua_pushlstring(L, (const char *)name.start, name.count);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, key + 1);
  }
  lua_remove(L, -2);
}

// RAISES. Copies borrowed bytes into a userdata that lazy values can hold on to; returns its stack
// index.
int wire_keep(lua_State *L, wire_reader *reader) {
  if (lua_type(L, reader->kept) == LUA_TUSERDATA) return reader->kept;
  size_t count = (size_t)(reader->cursor.end - reader->base);
  size_t at = (size_t)(reader->cursor.at - reader->base);
  uint8_t *copy = lua_newuserdatauv(L, count, 0);
  memcpy(copy, reader->base, count);
  lua_replace(L, reader->kept);
  reader->base = copy;
  reader->cursor = (wire_cursor){copy + at, copy + count};
  return reader->kept;
}

// RAISES. Pushes the key, then the value.
void wire_push_pair(lua_State *L, wire_reader *reader) {
  wire_cursor *cursor = &reader->cursor;
  if (!wire_has(cursor, 2)) wire_malformed(L);
  uint16_t key = (uint16_t)wire_take(cursor, 2);
  if (key == WIRE_LITERAL_KEY) {
    if (!wire_has(cursor, 4)) wire_malformed(L);
    size_t count = (size_t)wire_take(cursor, 4);
    if (!wire_has(cursor, count)) wire_malformed(L);
    lua_pushlstring(L, (const char *)cursor->at, count);
    cursor->at += count;
  } else {
    wire_push_key(L, key);
  }
  wire_push_value(L, reader);
}

static void push_plain(lua_State *L, wire_reader *reader, bool is_array) {
  wire_cursor *cursor = &reader->cursor;
  if (!wire_has(cursor, 4)) wire_malformed(L);
  size_t count = (size_t)wire_take(cursor, 4);
  if (!wire_has(cursor, count)) wire_malformed(L);
  // The bytes may move while a value inside is read, so where they end is kept as a distance from
  // the end of all.
  size_t after = (size_t)(cursor->end - cursor->at) - count;
  if (reader->depth >= WIRE_MAX_GIVEN_DEPTH) luaL_error(L, "values are nested too deep");
  luaL_checkstack(L, 8, "values are nested too deep");
  reader->depth += 1;
  lua_newtable(L);
  for (lua_Integer i = 1; (size_t)(cursor->end - cursor->at) > after; i += 1) {
    if (is_array) {
      wire_push_value(L, reader);
      lua_rawseti(L, -2, i);
    } else {
      wire_push_pair(L, reader);
      lua_rawset(L, -3);
    }
  }
  reader->depth -= 1;
}

static void push_fixed(lua_State *L, wire_cursor *cursor, wire_tag tag) {
  bool is_bound = tag == WIRE_ITERATOR || tag == WIRE_PAGES;
  size_t size = is_bound ? 12 : tag == WIRE_FUNCTION ? 4 : 8;
  if (!wire_has(cursor, size)) wire_malformed(L);
  if (tag == WIRE_INTEGER) {
    lua_pushinteger(L, (lua_Integer)wire_take(cursor, 8));
  } else if (tag == WIRE_NUMBER) {
    lua_Number number;
    uint64_t bits = wire_take(cursor, 8);
    memcpy(&number, &bits, sizeof number);
    lua_pushnumber(L, number);
  } else if (tag == WIRE_FUNCTION) {
    box_push_function(L, (int32_t)wire_take(cursor, 4));
  } else {
    int32_t function = (int32_t)wire_take(cursor, 4);
    int64_t handle = (int64_t)wire_take(cursor, 8);
    if (tag == WIRE_PAGES) box_push_pages(L, function, handle);
    else box_push_bound(L, function, handle);
  }
}

static void push_string(lua_State *L, wire_cursor *cursor) {
  if (!wire_has(cursor, 4)) wire_malformed(L);
  size_t count = (size_t)wire_take(cursor, 4);
  if (!wire_has(cursor, count)) wire_malformed(L);
  lua_pushlstring(L, (const char *)cursor->at, count);
  cursor->at += count;
}

// RAISES. Records and lists are pushed as proxies that read the bytes when they are asked.
void wire_push_value(lua_State *L, wire_reader *reader) {
  wire_cursor *cursor = &reader->cursor;
  if (!wire_has(cursor, 1)) wire_malformed(L);
  wire_tag tag = (wire_tag)*cursor->at++;
  switch (tag) {
  case WIRE_NIL: lua_pushnil(L); return;
  case WIRE_FALSE: lua_pushboolean(L, 0); return;
  case WIRE_TRUE: lua_pushboolean(L, 1); return;
  case WIRE_NONE: record_push_none(L); return;
  case WIRE_STRING:
  case WIRE_BYTES: push_string(L, cursor); return;
  case WIRE_INTEGER:
  case WIRE_NUMBER:
  case WIRE_FUNCTION:
  case WIRE_PAGES:
  case WIRE_ITERATOR: push_fixed(L, cursor, tag); return;
  case WIRE_RECORD: record_push(L, reader); return;
  case WIRE_LIST: frozen_push(L, reader, true); return;
  case WIRE_ARRAY:
  case WIRE_TABLE:
    if (reader->frozen) frozen_push(L, reader, tag == WIRE_ARRAY);
    else push_plain(L, reader, tag == WIRE_ARRAY);
    return;
  case WIRE_VIEW: view_push(L, reader); return;
  }
  wire_malformed(L);
}

// RAISES. Pushes the next value of bytes that a userdata keeps.
void wire_push_next(lua_State *L, wire_reader *reader) {
  LEAVES(L, 1);
  luaL_checkstack(L, 16, NULL);
  reader->box->reserve = MARSHALLING_RESERVE;
  wire_push_value(L, reader);
  reader->box->reserve = 0;
}

static int push_all(lua_State *L, sandbox *box, sandbox_bytes bytes, bool frozen) {
  luaL_checkstack(L, 16, NULL);
  lua_pushnil(L);
  wire_reader reader = {
    box, {bytes.start, bytes.start + bytes.count}, bytes.start, lua_gettop(L), frozen, 0,
    false};
  int count = 0;
  box->reserve = MARSHALLING_RESERVE;
  for (; reader.cursor.at < reader.cursor.end; count += 1) {
    luaL_checkstack(L, 8, "too many values");
    wire_push_value(L, &reader);
  }
  box->reserve = 0;
  lua_remove(L, reader.kept);
  return count;
}

// RAISES. Pushes all values of a buffer; returns how many.
int wire_push_all(lua_State *L, sandbox *box, sandbox_bytes bytes) {
  return push_all(L, box, bytes, false);
}

// Whether the value of a tag reads its bytes later on, so that they have to be kept.
static bool holds_bytes(wire_tag tag) {
  return tag == WIRE_RECORD || tag == WIRE_LIST || tag == WIRE_ARRAY || tag == WIRE_TABLE;
}

// RAISES. Pushes the one value of a buffer as a part of a record: read only.
void wire_push_part(lua_State *L, sandbox *box, sandbox_bytes bytes) {
  if (bytes.count > 0 && !holds_bytes((wire_tag)*bytes.start)) {
    wire_reader reader = {
      box, {bytes.start, bytes.start + bytes.count}, bytes.start, 0, true, 0, false};
    box->reserve = MARSHALLING_RESERVE;
    wire_push_value(L, &reader);
    box->reserve = 0;
    return;
  }
  if (push_all(L, box, bytes, true) != 1) wire_malformed(L);
}
