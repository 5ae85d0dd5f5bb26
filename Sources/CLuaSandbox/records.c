#include "records.h"

static const char none_marker = 0;

void record_push_none(lua_State *L) { lua_pushlightuserdata(L, (void *)&none_marker); }

bool record_is_none(lua_State *L, int index) { return lua_touserdata(L, index) == &none_marker; }

// The record, list or map at an index, or NULL. All other full userdata stay inside the sandbox.
record_head *record_at(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TUSERDATA ? lua_touserdata(L, index) : NULL;
}

// Reads from inside a proxy whose bytes userdata is on top of the stack.
wire_reader record_reader(lua_State *L, record_head *head, size_t offset) {
  wire_cursor cursor = {head->bytes + offset, head->bytes + head->count};
  return (wire_reader){box_of(L), cursor, head->bytes, lua_gettop(L), true, 0};
}

static bool skip_key(wire_cursor *cursor, uint16_t *key) {
  if (!wire_has(cursor, 2)) return false;
  *key = (uint16_t)wire_take(cursor, 2);
  return *key != WIRE_LITERAL_KEY;
}

static bool find_offsets(record *made, wire_cursor fields) {
  while (fields.at < fields.end) {
    uint16_t key;
    if (!skip_key(&fields, &key)) return false;
    int slot = layout_slot(made->shape, key);
    if (slot == 0) return false;
    made->offsets[slot - 1] = (uint32_t)(fields.at - made->head.bytes);
    if (!wire_skip(&fields)) return false;
  }
  return true;
}

enum { RECORD_HEADER = 15 };  // tag, length, shape, handle

// RAISES. Finds where each field lies, and decodes none.
void record_push(lua_State *L, wire_reader *reader) {
  luaL_checkstack(L, 8, NULL);
  int kept = wire_keep(L, reader);
  wire_cursor *cursor = &reader->cursor;
  const uint8_t *start = cursor->at - 1;
  if (!wire_has(cursor, RECORD_HEADER - 1)) wire_malformed(L);
  size_t count = (size_t)wire_take(cursor, 4);
  if (count < 10 || !wire_has(cursor, count)) wire_malformed(L);
  wire_cursor fields = {cursor->at, cursor->at + count};
  cursor->at += count;
  uint16_t number = (uint16_t)wire_take(&fields, 2);
  const layout_shape *shape = layout_find_shape(reader->box->layout, number);
  if (shape == NULL) wire_malformed(L);

  size_t size = sizeof(record) + shape->key_count * sizeof(uint32_t);
  record *made = lua_newuserdatauv(L, size, (int)shape->key_count + 1);
  memset(made, 0, size);
  made->head = (record_head){RECORD_FIELDS, start, (uint32_t)(count + 5)};
  made->shape = shape;
  made->handle = (int64_t)wire_take(&fields, 8);
  if (!find_offsets(made, fields)) wire_malformed(L);
  lua_pushvalue(L, kept);
  lua_setiuservalue(L, -2, 1);
  shape_push_metatable(L, shape);
  lua_setmetatable(L, -2);
}

// RAISES. Pushes a field of the record at an absolute index; decodes it the first time.
void record_push_field(lua_State *L, int index, int slot) {
  record *it = lua_touserdata(L, index);
  uint32_t offset = it->offsets[slot - 1];
  if (offset == 0) {
    lua_pushnil(L);
    return;
  }
  lua_getiuservalue(L, index, slot + 1);
  if (!lua_isnil(L, -1)) return;
  luaL_checkstack(L, 16, NULL);
  lua_getiuservalue(L, index, 1);
  wire_reader reader = record_reader(L, &it->head, offset);
  wire_push_value(L, &reader);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, slot + 1);
  lua_replace(L, -3);
  lua_pop(L, 1);
}
