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
  return (wire_reader){box_of(L), cursor, head->bytes, lua_gettop(L), true, 0, false};
}

static bool skip_key(wire_cursor *cursor, uint16_t *key) {
  if (!wire_has(cursor, 2)) return false;
  *key = (uint16_t)wire_take(cursor, 2);
  return *key != WIRE_LITERAL_KEY;
}

// RAISES. Where the value of the n-th key lies, or 0. Most records are read for a field or two, so
// that the bytes are gone through no further than to what is asked for.
static uint32_t find_offset(lua_State *L, record *it, int slot) {
  wire_cursor fields = {it->head.bytes + it->looked, it->head.bytes + it->head.count};
  while (it->offsets[slot - 1] == 0 && fields.at < fields.end) {
    uint16_t key;
    if (!skip_key(&fields, &key)) wire_malformed(L);
    int found = layout_slot(it->shape, key);
    if (found == 0) wire_malformed(L);
    uint32_t offset = (uint32_t)(fields.at - it->head.bytes);
    if (!wire_skip(&fields)) wire_malformed(L);
    it->offsets[found - 1] = offset;
    it->looked = (uint32_t)(fields.at - it->head.bytes);
  }
  return it->offsets[slot - 1];
}

static record *push_new(
  lua_State *L, const layout_shape *shape, size_t offsets, size_t byte_count) {
  size_t size = sizeof(record) + offsets * sizeof(uint32_t);
  record *made = lua_newuserdatauv(L, size + byte_count, (int)shape->key_count + 1);
  memset(made, 0, size);
  made->shape = shape;
  return made;
}

// Lets a record on top of the stack have its bytes: a copy behind it, or those that `kept` has.
static void take_bytes(lua_State *L, record *made, const uint8_t *start, size_t count, int kept) {
  made->head = (record_head){RECORD_FIELDS, start, (uint32_t)count};
  if (kept == 0) {
    uint8_t *copy = (uint8_t *)(made->offsets + made->shape->key_count);
    memcpy(copy, start, count);
    made->head.bytes = copy;
    kept = lua_gettop(L);
  }
  lua_pushvalue(L, kept);
  lua_setiuservalue(L, -2, 1);
}

// RAISES. Decodes no field.
void record_push(lua_State *L, wire_reader *reader) {
  LEAVES(L, 1);
  enum { RECORD_HEADER = 15 };  // tag, length, shape, handle
  luaL_checkstack(L, 8, NULL);
  int kept = reader->owned ? 0 : wire_keep(L, reader);
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

  record *made = push_new(L, shape, shape->key_count, kept == 0 ? count + 5 : 0);
  take_bytes(L, made, start, count + 5, kept);
  made->handle = (int64_t)wire_take(&fields, 8);
  made->looked = (uint32_t)(fields.at - start);
  shape_push_metatable(L, shape);
  lua_setmetatable(L, -2);
}

// RAISES. A record that holds nothing yet.
void view_push(lua_State *L, wire_reader *reader) {
  LEAVES(L, 1);
  luaL_checkstack(L, 8, NULL);
  wire_cursor *cursor = &reader->cursor;
  if (!wire_has(cursor, 18)) wire_malformed(L);
  uint16_t number = (uint16_t)wire_take(cursor, 2);
  const layout_shape *shape = layout_find_shape(reader->box->layout, number);
  if (shape == NULL) wire_malformed(L);
  record *made = push_new(L, shape, 0, 0);
  made->head = (record_head){RECORD_FIELDS, NULL, 0};
  made->handle = (int64_t)wire_take(cursor, 8);
  made->source = (int64_t)wire_take(cursor, 8);
  made->is_view = true;
  made->epoch = reader->box->epoch;
  shape_push_metatable(L, shape);
  lua_setmetatable(L, -2);
}

// RAISES. Whether a record says nothing of its n-th key; a view does not know before it asks.
bool record_is_absent(lua_State *L, record *it, int slot) {
  return !it->is_view && find_offset(L, it, slot) == 0;
}

// What the host wrote before something changed is asked for anew.
static void forget_parts(lua_State *L, int index, record *it) {
  it->epoch = box_of(L)->epoch;
  for (size_t slot = 1; slot <= it->shape->key_count; slot += 1) {
    lua_pushnil(L);
    lua_setiuservalue(L, index, (int)slot + 1);
  }
}

// RAISES. Lets the host write a part of a view.
static void ask_for_part(lua_State *L, const record *it, int slot) {
  sandbox *box = box_of(L);
  uint8_t asked[10];
  memcpy(asked, &it->source, 8);
  memcpy(asked + 8, &it->shape->keys[slot - 1], 2);
  sandbox_bytes answer = {NULL, 0};
  int32_t status = box->dispatch(
    box->context, SANDBOX_FUNCTION_PART, (sandbox_bytes){asked, sizeof asked}, &answer);
  if (status != 0) {
    box_push_where(L);
    lua_pushlstring(L, (const char *)answer.start, answer.count);
    lua_concat(L, 2);
    lua_error(L);
  }
  wire_push_part(L, box, answer);
  box_charge(L, SHIM_COST + (int64_t)answer.count / 64);
}

// That a part is nil is kept as this.
static const char absent_marker = 0;

static void push_part(lua_State *L, int index, record *it, int slot) {
  if (it->epoch != box_of(L)->epoch) forget_parts(L, index, it);
  if (lua_getiuservalue(L, index, slot + 1) == LUA_TNIL) {
    ask_for_part(L, it, slot);
    if (lua_isnil(L, -1)) lua_pushlightuserdata(L, (void *)&absent_marker);
    else lua_pushvalue(L, -1);
    lua_setiuservalue(L, index, slot + 1);
    lua_replace(L, -2);
  } else if (lua_touserdata(L, -1) == &absent_marker) {
    lua_pushnil(L);
    lua_replace(L, -2);
  }
}

// RAISES. Pushes a field of the record at an absolute index; decodes it, or asks for it, the first
// time.
void record_push_field(lua_State *L, int index, int slot) {
  LEAVES(L, 1);
  record *it = lua_touserdata(L, index);
  luaL_checkstack(L, 16, NULL);
  if (it->is_view) {
    push_part(L, index, it, slot);
    return;
  }
  uint32_t offset = find_offset(L, it, slot);
  if (offset == 0) {
    lua_pushnil(L);
    return;
  }
  if (lua_getiuservalue(L, index, slot + 1) != LUA_TNIL) return;
  lua_getiuservalue(L, index, 1);
  wire_reader reader = record_reader(L, &it->head, offset);
  wire_push_value(L, &reader);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, slot + 1);
  lua_replace(L, -3);
  lua_pop(L, 1);
}
