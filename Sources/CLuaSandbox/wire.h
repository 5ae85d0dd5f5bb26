// The flat buffer: a tag byte, then little endian lengths and values. Containers carry their length
// in bytes, so that what is not needed is skipped. The other end is Sources/Lua/Wire*.swift.
#ifndef DOCKET_WIRE_H
#define DOCKET_WIRE_H

#include "box.h"

typedef enum {
  WIRE_NIL,
  WIRE_FALSE,
  WIRE_TRUE,
  WIRE_INTEGER,   // i64
  WIRE_NUMBER,    // f64
  WIRE_STRING,    // u32 count, UTF-8
  WIRE_BYTES,     // u32 count
  WIRE_ARRAY,     // u32 bytes, values
  WIRE_TABLE,     // u32 bytes, (key, value)…; key: u16 number, or 0xFFFF u32 count bytes
  WIRE_RECORD,    // u32 bytes, u16 shape, i64 handle, (u16 key, value)…
  WIRE_NONE,
  WIRE_FUNCTION,  // i32 number of a Lua function
  WIRE_ITERATOR,  // i32 number of a host function, i64 handle
  WIRE_LIST,      // an array that Lua may not write to
  WIRE_VIEW,      // u16 shape, i64 handle, i64 source: a record whose values the host is asked for
  WIRE_PAGES,     // as WIRE_ITERATOR, but an answer may have the values of several calls
} wire_tag;

enum {
  WIRE_LITERAL_KEY = 0xFFFF,
  WIRE_MAX_DEPTH = 16,
  WIRE_MAX_GIVEN_DEPTH = 64,
  WIRE_MAX_NODES = 10000,
  WIRE_MAX_BYTES = 1 << 20,
};

typedef struct {
  const uint8_t *at;
  const uint8_t *end;
} wire_cursor;

// What decoding lends from: `kept` is the stack index of the userdata that owns the bytes, 0 as
// long as they are borrowed. With `owned`, each record takes a copy of its own bytes along instead.
typedef struct {
  sandbox *box;
  wire_cursor cursor;
  const uint8_t *base;
  int kept;
  bool frozen;
  int depth;
  bool owned;
} wire_reader;

static inline bool wire_has(const wire_cursor *cursor, size_t count) {
  return (size_t)(cursor->end - cursor->at) >= count;
}

// The caller has checked that there are so many bytes.
static inline uint64_t wire_take(wire_cursor *cursor, size_t count) {
  uint64_t value = 0;
  memcpy(&value, cursor->at, count);
  cursor->at += count;
  return value;
}

// encode.c
bool buffer_reserve(box_buffer *buffer, size_t more);
bool wire_is_utf8(const uint8_t *bytes, size_t count);
void wire_encode(
  lua_State *L, box_buffer *buffer, int index, bool is_result, const char *what) RAISES;

// decode.c
bool wire_skip(wire_cursor *cursor);
int wire_malformed(lua_State *L) RAISES;
void wire_push_key(lua_State *L, uint16_t key) RAISES;
void wire_push_value(lua_State *L, wire_reader *reader) RAISES;
int wire_push_all(lua_State *L, sandbox *box, sandbox_bytes bytes) RAISES;
void wire_push_part(lua_State *L, sandbox *box, sandbox_bytes bytes) RAISES;
int wire_keep(lua_State *L, wire_reader *reader) RAISES;
void wire_push_next(lua_State *L, wire_reader *reader) RAISES;
void wire_push_pair(lua_State *L, wire_reader *reader) RAISES;

#endif
