#include "layout.h"

bool layout_key(const sandbox_layout *layout, uint16_t key, sandbox_bytes *name) {
  if (key >= layout->key_count) return false;
  *name = (sandbox_bytes){(const uint8_t *)layout->keys[key].text, layout->keys[key].count};
  return true;
}

// The number of a key, or -1.
int layout_find_key(const sandbox_layout *layout, const char *name, size_t count) {
  if (layout->bucket_count == 0 || count > 64) return -1;
  size_t value = layout_hash(name, count);
  for (size_t at = value % layout->bucket_count; layout->buckets[at] != 0;
       at = (at + 1) % layout->bucket_count) {
    const layout_name *key = &layout->keys[layout->buckets[at] - 1];
    if (key->count == count && memcmp(key->text, name, count) == 0) return layout->buckets[at] - 1;
  }
  return -1;
}

const layout_shape *layout_find_shape(const sandbox_layout *layout, uint16_t number) {
  return number < layout->shape_count ? layout->shapes[number] : NULL;
}

const char *layout_function_name(const sandbox_layout *layout, int32_t function) {
  bool known = function >= 0 && (size_t)function < layout->function_count;
  return known ? layout->functions[function].text : "?";
}

static void free_shape(layout_shape *shape) {
  for (size_t i = 0; i < shape->method_count; i += 1) free(shape->methods[i].name.text);
  for (size_t i = 0; i < shape->hint_count; i += 1) {
    free(shape->hints[i].name.text);
    free(shape->hints[i].text.text);
  }
  free(shape->methods);
  for (size_t i = 0; i < shape->alias_count; i += 1) free(shape->aliases[i].name.text);
  free(shape->aliases);
  free(shape->hints);
  free(shape->slots);
  free(shape->keys);
  free(shape->name.text);
  free(shape);
}

void sandbox_layout_free(sandbox_layout *layout) {
  if (layout == NULL) return;
  for (size_t i = 0; i < layout->key_count; i += 1) free(layout->keys[i].text);
  for (size_t i = 0; i < layout->function_count; i += 1) free(layout->functions[i].text);
  for (size_t i = 0; i < layout->shape_count; i += 1) free_shape(layout->shapes[i]);
  free(layout->keys);
  free(layout->buckets);
  free(layout->functions);
  free(layout->shapes);
  free(layout);
}
