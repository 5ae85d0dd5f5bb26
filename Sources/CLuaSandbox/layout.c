#include "layout.h"

sandbox_layout *sandbox_layout_new(void) { return calloc(1, sizeof(sandbox_layout)); }

static bool copy_name(layout_name *name, sandbox_bytes bytes) {
  name->text = malloc(bytes.count + 1);
  if (name->text == NULL) return false;
  if (bytes.count > 0) memcpy(name->text, bytes.start, bytes.count);
  name->text[bytes.count] = 0;
  name->count = bytes.count;
  return true;
}

// Makes room for one more element; sizes double at powers of two.
static void *one_more(void *array, size_t count, size_t size) {
  if ((count & (count - 1)) != 0) return array;
  return realloc(array, (count == 0 ? 1 : count * 2) * size);
}

static void place(sandbox_layout *layout, size_t key) {
  layout_name *name = &layout->keys[key];
  size_t at = layout_hash(name->text, name->count) % layout->bucket_count;
  while (layout->buckets[at] != 0) at = (at + 1) % layout->bucket_count;
  layout->buckets[at] = (uint16_t)(key + 1);
}

static bool grow_buckets(sandbox_layout *layout) {
  if (layout->key_count * 2 < layout->bucket_count) return true;
  size_t count = layout->bucket_count == 0 ? 64 : layout->bucket_count * 2;
  uint16_t *buckets = calloc(count, sizeof *buckets);
  if (buckets == NULL) return false;
  free(layout->buckets);
  layout->buckets = buckets;
  layout->bucket_count = count;
  for (size_t key = 0; key + 1 < layout->key_count; key += 1) place(layout, key);
  return true;
}

bool sandbox_layout_key(sandbox_layout *layout, sandbox_bytes name) {
  if (layout->key_count >= 0xFFF0) return false;
  void *keys = one_more(layout->keys, layout->key_count, sizeof *layout->keys);
  if (keys == NULL) return false;
  layout->keys = keys;
  if (!copy_name(&layout->keys[layout->key_count], name)) return false;
  layout->key_count += 1;
  if (!grow_buckets(layout)) return false;
  place(layout, layout->key_count - 1);
  return true;
}

bool sandbox_layout_function(sandbox_layout *layout, sandbox_bytes path) {
  void *functions = one_more(layout->functions, layout->function_count, sizeof *layout->functions);
  if (functions == NULL) return false;
  layout->functions = functions;
  if (!copy_name(&layout->functions[layout->function_count], path)) return false;
  layout->function_count += 1;
  return true;
}

static bool index_slots(layout_shape *shape) {
  uint16_t first = 0xFFFF, last = 0;
  for (size_t i = 0; i < shape->key_count; i += 1) {
    if (shape->keys[i] < first) first = shape->keys[i];
    if (shape->keys[i] > last) last = shape->keys[i];
  }
  if (shape->key_count == 0) return true;
  shape->first_key = first;
  shape->slot_count = (size_t)(last - first) + 1;
  shape->slots = calloc(shape->slot_count, sizeof *shape->slots);
  if (shape->slots == NULL) return false;
  for (size_t i = 0; i < shape->key_count; i += 1) {
    shape->slots[shape->keys[i] - first] = (uint16_t)(i + 1);
  }
  return true;
}

bool sandbox_layout_shape(
  sandbox_layout *layout, sandbox_bytes name, const uint16_t *keys, size_t key_count) {
  for (size_t i = 0; i < key_count; i += 1) {
    if (keys[i] >= layout->key_count) return false;
  }
  void *shapes = one_more(layout->shapes, layout->shape_count, sizeof *layout->shapes);
  if (shapes == NULL) return false;
  layout->shapes = shapes;
  layout_shape *shape = calloc(1, sizeof *shape);
  if (shape == NULL) return false;
  shape->number = (uint16_t)layout->shape_count;
  layout->shapes[layout->shape_count] = shape;
  layout->shape_count += 1;
  shape->keys = malloc((key_count + 1) * sizeof *keys);
  if (shape->keys == NULL || !copy_name(&shape->name, name)) return false;
  if (key_count > 0) memcpy(shape->keys, keys, key_count * sizeof *keys);
  shape->key_count = key_count;
  return index_slots(shape);
}

static layout_shape *last_shape(sandbox_layout *layout) {
  return layout->shape_count == 0 ? NULL : layout->shapes[layout->shape_count - 1];
}

// Adds a method to the last shape.
bool sandbox_layout_method(sandbox_layout *layout, sandbox_bytes name, int32_t function) {
  layout_shape *shape = last_shape(layout);
  if (shape == NULL || function < 0 || (size_t)function >= layout->function_count) return false;
  void *methods = one_more(shape->methods, shape->method_count, sizeof *shape->methods);
  if (methods == NULL) return false;
  shape->methods = methods;
  layout_member *method = &shape->methods[shape->method_count];
  method->function = function;
  if (!copy_name(&method->name, name)) return false;
  shape->method_count += 1;
  return true;
}

// Adds another name for a key to the last shape.
bool sandbox_layout_alias(sandbox_layout *layout, sandbox_bytes name, uint16_t key) {
  layout_shape *shape = last_shape(layout);
  int slot = shape == NULL ? 0 : layout_slot(shape, key);
  if (slot == 0) return false;
  void *aliases = one_more(shape->aliases, shape->alias_count, sizeof *shape->aliases);
  if (aliases == NULL) return false;
  shape->aliases = aliases;
  layout_member *alias = &shape->aliases[shape->alias_count];
  alias->function = slot;
  if (!copy_name(&alias->name, name)) return false;
  shape->alias_count += 1;
  return true;
}

// Adds a hint to the last shape: what to say when this name is read.
bool sandbox_layout_hint(sandbox_layout *layout, sandbox_bytes name, sandbox_bytes text) {
  layout_shape *shape = last_shape(layout);
  if (shape == NULL) return false;
  void *hints = one_more(shape->hints, shape->hint_count, sizeof *shape->hints);
  if (hints == NULL) return false;
  shape->hints = hints;
  layout_suggestion *hint = &shape->hints[shape->hint_count];
  if (!copy_name(&hint->name, name)) return false;
  shape->hint_count += 1;
  return copy_name(&hint->text, text);
}
