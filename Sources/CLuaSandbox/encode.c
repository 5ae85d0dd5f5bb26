#include "records.h"
#include "wire.h"

#include <math.h>

// Where in a value encoding is, so that an error can name the place.
typedef struct path {
  const struct path *parent;
  const char *key;
  lua_Integer position;
} path;

typedef struct {
  lua_State *L;
  box_buffer *buffer;
  const char *what;
  size_t start;
  int nodes, depth;
  bool is_result;
} encoder;

bool buffer_reserve(box_buffer *buffer, size_t more) {
  if (buffer->capacity - buffer->count >= more) return true;
  size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity;
  while (capacity - buffer->count < more) capacity *= 2;
  void *start = realloc(buffer->start, capacity);
  if (start == NULL) return false;
  buffer->start = start;
  buffer->capacity = capacity;
  return true;
}

static void append_path(luaL_Buffer *text, const path *at) {
  if (at == NULL) return;
  append_path(text, at->parent);
  char part[96];
  if (at->key != NULL) snprintf(part, sizeof part, ".%.60s", at->key);
  else snprintf(part, sizeof part, "[%lld]", (long long)at->position);
  luaL_addstring(text, part);
}

// RAISES always.
static void refuse(encoder *to, const path *at, const char *why) {
  box_of(to->L)->bad_result = to->is_result;
  luaL_checkstack(to->L, 20, NULL);
  luaL_Buffer text;
  luaL_buffinit(to->L, &text);
  luaL_addstring(&text, to->what);
  append_path(&text, at);
  luaL_addstring(&text, " ");
  luaL_addstring(&text, why);
  luaL_pushresult(&text);
  box_error(to->L, "%s", lua_tostring(to->L, -1));
}

static uint8_t *room(encoder *to, const path *at, size_t count) {
  if (to->buffer->count - to->start + count > WIRE_MAX_BYTES) refuse(to, at, "is larger than 1 MB");
  if (!buffer_reserve(to->buffer, count)) refuse(to, at, "does not fit in memory");
  uint8_t *place = to->buffer->start + to->buffer->count;
  to->buffer->count += count;
  return place;
}

static void put(encoder *to, const path *at, wire_tag tag, const void *value, size_t count) {
  uint8_t *place = room(to, at, count + 1);
  *place = (uint8_t)tag;
  if (count > 0) memcpy(place + 1, value, count);
}

bool wire_is_utf8(const uint8_t *bytes, size_t count) {
  const uint8_t *end = bytes + count;
  while (bytes < end) {
    if (*bytes < 0x80) {
      bytes += 1;
      continue;
    }
    int length = *bytes < 0xC2 ? 0 : *bytes < 0xE0 ? 2 : *bytes < 0xF0 ? 3 : *bytes < 0xF5 ? 4 : 0;
    if (length == 0 || end - bytes < length) return false;
    uint8_t low = *bytes == 0xE0 ? 0xA0 : *bytes == 0xF0 ? 0x90 : 0x80;
    uint8_t high = *bytes == 0xED ? 0x9F : *bytes == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high) return false;
    for (int i = 2; i < length; i += 1) {
      if ((bytes[i] & 0xC0) != 0x80) return false;
    }
    bytes += length;
  }
  return true;
}

static void encode_string(encoder *to, const path *at, int index) {
  size_t count;
  const uint8_t *bytes = (const uint8_t *)lua_tolstring(to->L, index, &count);
  bool text = count > WIRE_MAX_BYTES || wire_is_utf8(bytes, count);
  if (!text && to->is_result) refuse(to, at, "is text that is not valid UTF-8");
  uint32_t size = (uint32_t)count;
  uint8_t *place = room(to, at, count + 5);
  *place = text ? WIRE_STRING : WIRE_BYTES;
  memcpy(place + 1, &size, 4);
  memcpy(place + 5, bytes, count);
}

static void encode_number(encoder *to, const path *at, int index) {
  if (lua_isinteger(to->L, index)) {
    lua_Integer integer = lua_tointeger(to->L, index);
    put(to, at, WIRE_INTEGER, &integer, 8);
    return;
  }
  lua_Number number = lua_tonumber(to->L, index);
  if (!isfinite(number)) refuse(to, at, "is a number that is not finite");
  put(to, at, WIRE_NUMBER, &number, 8);
}

static void encode_function(encoder *to, const path *at, int index) {
  lua_pushvalue(to->L, index);
  int32_t number = luaL_ref(to->L, LUA_REGISTRYINDEX);
  put(to, at, WIRE_FUNCTION, &number, 4);
}

static void encode_key(encoder *to, const path *at) {
  size_t count;
  const char *key = lua_tolstring(to->L, -2, &count);
  int number = layout_find_key(box_of(to->L)->layout, key, count);
  uint16_t short_key = number < 0 ? WIRE_LITERAL_KEY : (uint16_t)number;
  if (number >= 0) {
    memcpy(room(to, at, 2), &short_key, 2);
    return;
  }
  if (!wire_is_utf8((const uint8_t *)key, count)) {
    refuse(to, at, "has a key that is not valid UTF-8");
  }
  uint32_t size = (uint32_t)count;
  uint8_t *place = room(to, at, count + 6);
  memcpy(place, &short_key, 2);
  memcpy(place + 2, &size, 4);
  memcpy(place + 6, key, count);
}

static void encode_value(encoder *to, const path *at, int index);

static void encode_array(encoder *to, const path *at, int table, lua_Integer count) {
  for (lua_Integer i = 1; i <= count; i += 1) {
    path item = {at, NULL, i};
    lua_rawgeti(to->L, table, i);
    encode_value(to, &item, lua_gettop(to->L));
    lua_pop(to->L, 1);
  }
}

static void encode_pairs(encoder *to, const path *at, int table) {
  lua_pushnil(to->L);
  while (box_next(to->L, table)) {
    if (lua_type(to->L, -2) != LUA_TSTRING) {
      refuse(to, at, "has keys that are neither all names nor 1, 2, 3 … without a gap");
    }
    path item = {at, lua_tostring(to->L, -2), 0};
    encode_key(to, &item);
    encode_value(to, &item, lua_gettop(to->L));
    lua_pop(to->L, 1);
  }
}

// The number of items of a dense list, or 0 when the table is none.
static lua_Integer dense_count(encoder *to, const path *at, int table) {
  lua_Integer count = (lua_Integer)lua_rawlen(to->L, table);
  if (count == 0) return 0;
  if (count > WIRE_MAX_NODES) refuse(to, at, "has more than 10000 values");
  lua_Integer keys = 0;
  lua_pushnil(to->L);
  while (box_next(to->L, table)) {
    lua_pop(to->L, 1);
    keys += 1;
    lua_Integer key = lua_isinteger(to->L, -1) ? lua_tointeger(to->L, -1) : 0;
    if (key < 1 || key > count) {
      refuse(to, at, "has keys that are neither all names nor 1, 2, 3 … without a gap");
    }
  }
  if (keys != count) refuse(to, at, "is a list with a gap");
  return count;
}

static void encode_table(encoder *to, const path *at, int table) {
  if (to->depth >= WIRE_MAX_DEPTH) {
    refuse(to, at, "is nested deeper than 16 levels, or holds itself");
  }
  luaL_checkstack(to->L, 8, NULL);
  lua_Integer count = dense_count(to, at, table);
  put(to, at, count > 0 ? WIRE_ARRAY : WIRE_TABLE, "\0\0\0\0", 4);
  size_t begin = to->buffer->count;
  to->depth += 1;
  if (count > 0) encode_array(to, at, table, count);
  else encode_pairs(to, at, table);
  to->depth -= 1;
  uint32_t size = (uint32_t)(to->buffer->count - begin);
  memcpy(to->buffer->start + begin - 4, &size, 4);
}

// A view goes back as a record of all that it shows now.
static void encode_view(encoder *to, const path *at, int index) {
  lua_State *L = to->L;
  const record *it = lua_touserdata(L, index);
  luaL_checkstack(L, 8, NULL);
  put(to, at, WIRE_RECORD, "\0\0\0\0", 4);
  size_t begin = to->buffer->count;
  memcpy(room(to, at, 2), &it->shape->number, 2);
  memcpy(room(to, at, 8), &it->handle, 8);
  for (size_t slot = 1; slot <= it->shape->key_count; slot += 1) {
    record_push_field(L, index, (int)slot);
    if (!lua_isnil(L, -1)) {
      memcpy(room(to, at, 2), &it->shape->keys[slot - 1], 2);
      encode_value(to, at, lua_gettop(L));
    }
    lua_pop(L, 1);
  }
  uint32_t size = (uint32_t)(to->buffer->count - begin);
  memcpy(to->buffer->start + begin - 4, &size, 4);
}

// A proxy goes back as the bytes that it came from.
static void encode_userdata(encoder *to, const path *at, int index) {
  record_head *head = record_at(to->L, index);
  if (head == NULL) refuse(to, at, "is a value that cannot be handed to the desk");
  if (head->kind == RECORD_FIELDS && ((record *)head)->is_view) {
    encode_view(to, at, index);
    return;
  }
  memcpy(room(to, at, head->count), head->bytes, head->count);
}

static void encode_value(encoder *to, const path *at, int index) {
  to->nodes += 1;
  if (to->nodes % 64 == 0) box_charge(to->L, 32);
  if (to->nodes > WIRE_MAX_NODES) refuse(to, at, "has more than 10000 values");
  switch (lua_type(to->L, index)) {
  case LUA_TNIL: put(to, at, WIRE_NIL, NULL, 0); return;
  case LUA_TBOOLEAN:
    put(to, at, lua_toboolean(to->L, index) ? WIRE_TRUE : WIRE_FALSE, NULL, 0);
    return;
  case LUA_TNUMBER: encode_number(to, at, index); return;
  case LUA_TSTRING: encode_string(to, at, index); return;
  case LUA_TTABLE: encode_table(to, at, index); return;
  case LUA_TFUNCTION: encode_function(to, at, index); return;
  case LUA_TUSERDATA: encode_userdata(to, at, index); return;
  case LUA_TLIGHTUSERDATA:
    if (record_is_none(to->L, index)) {
      put(to, at, WIRE_NONE, NULL, 0);
      return;
    }
  }
  refuse(to, at, "is a coroutine, which cannot be handed to the desk");
}

// RAISES. Appends one value; reads tables raw. `what` names it in errors.
void wire_encode(lua_State *L, box_buffer *buffer, int index, bool is_result, const char *what) {
  LEAVES(L, 0);
  encoder to = {L, buffer, what, 0, 0, 0, is_result};
  encode_value(&to, NULL, lua_absindex(L, index));
  if (to.nodes % 64 > 8) box_charge(L, to.nodes % 64 / 2);
}
