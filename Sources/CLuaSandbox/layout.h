// What all sandboxes of a desk share and none changes: key names, shapes of records, paths of host
// functions.
#ifndef DOCKET_LAYOUT_H
#define DOCKET_LAYOUT_H

#include "box.h"

typedef struct {
  char *text;
  size_t count;
} layout_name;

typedef struct {
  layout_name name;
  int32_t function;
} layout_member;

typedef struct {
  layout_name name;
  layout_name text;
} layout_suggestion;

typedef struct {
  uint16_t number;
  layout_name name;
  uint16_t *keys;
  size_t key_count;
  uint16_t first_key;
  uint16_t *slots;  // slot of key first_key + i, counted from 1; 0 for none
  size_t slot_count;
  layout_member *methods;
  size_t method_count;
  layout_member *aliases;  // other names of keys; `function` is the slot
  size_t alias_count;
  layout_suggestion *hints;
  size_t hint_count;
} layout_shape;

struct sandbox_layout {
  layout_name *keys;
  size_t key_count;
  uint16_t *buckets;  // open addressing: key number + 1
  size_t bucket_count;
  layout_name *functions;
  size_t function_count;
  layout_shape **shapes;
  size_t shape_count;
};

bool layout_key(const sandbox_layout *layout, uint16_t key, sandbox_bytes *name);
int layout_find_key(const sandbox_layout *layout, const char *name, size_t count);
const layout_shape *layout_find_shape(const sandbox_layout *layout, uint16_t number);
const char *layout_function_name(const sandbox_layout *layout, int32_t function);

static inline size_t layout_hash(const char *text, size_t count) {
  size_t value = 0xcbf29ce484222325u;
  for (size_t i = 0; i < count; i += 1) value = (value ^ (unsigned char)text[i]) * 0x100000001b3u;
  return value ^ value >> 29;
}

static inline int layout_slot(const layout_shape *shape, uint16_t key) {
  size_t at = (size_t)key - shape->first_key;
  return key >= shape->first_key && at < shape->slot_count ? shape->slots[at] : 0;
}

#endif
