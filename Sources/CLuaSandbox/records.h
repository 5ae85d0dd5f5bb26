// Values of the kernel as Lua sees them: read only, decoded when read.
#ifndef DOCKET_RECORDS_H
#define DOCKET_RECORDS_H

#include "layout.h"
#include "wire.h"

typedef enum { RECORD_FIELDS = 0x5245434F, RECORD_LIST, RECORD_MAP } record_kind;

// How every userdata of the sandbox that a script can hold begins. User value 1 is the userdata
// with the bytes, which may be this one.
typedef struct {
  record_kind kind;
  const uint8_t *bytes;  // of the whole value, from its tag on
  uint32_t count;
} record_head;

// User value n + 1 is the value of the shape's n-th key, once read. A view has no bytes and no
// offsets: the host writes its parts when they are read.
typedef struct {
  record_head head;
  int64_t handle;
  const layout_shape *shape;
  bool is_view;
  int64_t source;  // what the host knows a view by
  uint64_t epoch;  // of the parts that a view has, by the box's
  uint32_t looked;  // how far the bytes have been gone through for offsets
  uint32_t offsets[];  // of each key's value from the tag on; 0 when absent, or not come to yet
} record;

// A list or a map. User value 2 is the table of its values, once read.
typedef struct {
  record_head head;
} frozen;

// records.c
void record_push(lua_State *L, wire_reader *reader) RAISES;
void record_push_none(lua_State *L);
bool record_is_none(lua_State *L, int index);
void record_push_field(lua_State *L, int index, int slot) RAISES;
bool record_is_absent(lua_State *L, record *it, int slot) RAISES;
void view_push(lua_State *L, wire_reader *reader) RAISES;
record_head *record_at(lua_State *L, int index);
wire_reader record_reader(lua_State *L, record_head *head, size_t offset);

// frozen.c
void frozen_push(lua_State *L, wire_reader *reader, bool is_list) RAISES;
void frozen_push_table(lua_State *L, int index) RAISES;
int frozen_source(lua_State *L, int index) RAISES;
void frozen_push_metatable(lua_State *L, bool is_list) RAISES;

// shapes.c
void shape_push_metatable(lua_State *L, const layout_shape *shape) RAISES;
int record_write(lua_State *L) RAISES;

#endif
