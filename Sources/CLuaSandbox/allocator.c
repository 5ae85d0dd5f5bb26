#include "box.h"

// Debian's Lua 5.4.4 can be driven into a use after free when an allocation fails and the retry
// after its emergency collection succeeds. So the first refusal is final: every later growth is
// refused too, and the sandbox is killed (see LUA-HOST.md).

static void deny(sandbox *box, size_t wanted) {
  if (box->fatal != SANDBOX_OK) return;
  box->fatal = SANDBOX_MEMORY;
  if (box->current != NULL) box_capture(box, box->current, 0);
  char text[160];
  int count = snprintf(
    text, sizeof text, "out of memory: %zu bytes in use, %zu more wanted, the limit is %zu",
    box->used, wanted, box->limit);
  box_fault_set(box, SANDBOX_MEMORY, text, (size_t)count);
}

void *box_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  sandbox *box = context;
  if (block == NULL) old_size = 0;  // then it is the tag of a type
  if (new_size == 0) {
    free(block);
    box->used -= old_size;
    return NULL;
  }
  if (new_size > old_size) {
    size_t growth = new_size - old_size;
    size_t ceiling = box->limit + box->reserve;
    if (box->fatal == SANDBOX_MEMORY) return NULL;
    if (box->used > ceiling || growth > ceiling - box->used) {
      deny(box, growth);
      return NULL;
    }
  }
  void *moved = realloc(block, new_size);
  if (moved == NULL) {
    if (new_size <= old_size) return block;  // a shrink never fails
    deny(box, new_size - old_size);
    return NULL;
  }
  box->used = box->used - old_size + new_size;
  if (box->used > box->peak) box->peak = box->used;
  return moved;
}

// Sticky denial would kill honest plugins whose garbage has merely not been collected yet: collect
// when memory is high and has grown by a sixteenth of the limit since the last time.
void box_collect_if_high(lua_State *L, size_t coming) {
  sandbox *box = box_of(L);
  size_t high = box->limit - box->limit / 4;
  if (coming > box->limit) coming = box->limit;
  size_t soon = box->used + coming;
  if (soon < high) return;
  if (box->used < box->collected_at) box->collected_at = box->used;
  if (soon - box->collected_at < box->limit / 16) return;
  lua_gc(L, LUA_GCCOLLECT);
  box->collections += 1;
  box->collected_at = box->used;
}
