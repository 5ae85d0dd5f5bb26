#include "box.h"

enum { STACK_SLOT = 16, MOST_VALUES = 8 * 1024 };

// In percent: how large the heap is, against what was alive, when the next collection begins; how
// much faster than it grows it is gone through.
enum { USUAL_PAUSE = 150, SPARING_PAUSE = 1000, STEP_SPEED = 200, SMALL_SHARE = 32 };

// Debian's Lua 5.4.4 can be driven into a use after free when an allocation fails and the retry
// after its emergency collection succeeds. So the first refusal is final: every later growth is
// refused too, and the sandbox is killed (see LUA-HOST.md).

static void end(sandbox *box, sandbox_code code, const char *text) {
  if (box->fatal != SANDBOX_OK) return;
  box->fatal = code;
  if (box->current != NULL) {
    box_capture(box, box->current, 0);
    box_stop(box->current);
  }
  box_fault_set(box, code, text, strlen(text));
}

static void deny(sandbox *box, size_t wanted) {
  char text[160];
  snprintf(
    text, sizeof text, "out of memory: %zu bytes in use, %zu more wanted, the limit is %zu",
    box->used, wanted, box->limit);
  end(box, SANDBOX_MEMORY, text);
}

// What hands on all that it was given, and more, moves ever more values with each instruction. So
// the stack does not double any more once a single frame holds that much; recursion, which spreads
// over frames, does not meet this.
static bool refuse_stack(sandbox *box, size_t size) {
  if (size < 2 * MOST_VALUES * STACK_SLOT || box->current == NULL) return false;
  size_t values = (size_t)lua_gettop(box->current);
  if (values < MOST_VALUES || size < 2 * values * STACK_SLOT) return false;
  end(box, SANDBOX_MEMORY, "stack overflow: too many values in one call");
  return true;
}

// No single instruction can be stopped, so there is a longest text: comparing two that are all
// zeros takes some 8 ns a byte.
static bool refuse_text(sandbox *box, size_t size) {
  if (size <= box->limit / TEXT_SHARE) return false;
  char text[160];
  snprintf(
    text, sizeof text, "out of memory: a text of %zu bytes is wanted, the longest may have %zu",
    size, box->limit / TEXT_SHARE);
  end(box, SANDBOX_MEMORY, text);
  return true;
}

// What Lua frees of small blocks waits here to be used again: the same few sizes come and go with
// each call, and a collection frees many at once, which malloc would first join and then split. It
// is at most what the collector lets pile up. A sanitizer has to see every block by itself.
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define KEEPS_NOTHING
#endif
#endif

#ifdef KEEPS_NOTHING
static size_t most_spare(const sandbox *box) { return (void)box, 0; }
#else
static size_t most_spare(const sandbox *box) { return box->limit / SMALL_SHARE; }
#endif

enum { SPARE_STEP = 16, LARGEST_SPARE = SPARE_STEP * SPARE_CLASSES };

// What a block of that size really takes, so that it fits all sizes of its class.
static size_t rounded(size_t size) {
  if (size > LARGEST_SPARE) return size;
  return (size + SPARE_STEP - 1) / SPARE_STEP * SPARE_STEP;
}

static void **spare_of(sandbox *box, size_t size) {
  return &box->spare[rounded(size) / SPARE_STEP - 1];
}

static void *make(sandbox *box, size_t size) {
  if (size > LARGEST_SPARE) return malloc(size);
  void **spare = spare_of(box, size);
  void *block = *spare;
  if (block == NULL) return malloc(rounded(size));
  *spare = *(void **)block;
  box->spare_bytes -= rounded(size);
  return block;
}

static void drop(sandbox *box, void *block, size_t size) {
  if (block == NULL) return;
  if (size == 0 || size > LARGEST_SPARE || box->spare_bytes + rounded(size) > most_spare(box)) {
    free(block);
    return;
  }
  void **spare = spare_of(box, size);
  *(void **)block = *spare;
  *spare = block;
  box->spare_bytes += rounded(size);
}

void box_free_spare(sandbox *box) {
  for (size_t i = 0; i < SPARE_CLASSES; i += 1) {
    while (box->spare[i] != NULL) {
      void *block = box->spare[i];
      box->spare[i] = *(void **)block;
      free(block);
    }
  }
  box->spare_bytes = 0;
}

static void *resize(sandbox *box, void *block, size_t old_size, size_t new_size) {
  if (block == NULL) return make(box, new_size);
  if (rounded(old_size) == rounded(new_size)) return block;
  return realloc(block, rounded(new_size));
}

// One instruction may go through the whole of a text, and a good part of a table.
static bool is_wary_of(size_t size) { return size > WARY_BLOCK; }

// What is made of large blocks costs time, whoever makes them: it counts towards the next look at
// the clock. A text, and a table that is laid out anew (then its names get a new block, and its
// positions are asked for again, be it in the same size), are billed as well: a table can be made
// to do that with each new key.
static void note_work(sandbox *box, int tag, size_t old_size, size_t new_size) {
  box->clock_debt += (int64_t)(new_size / BYTES_PER_DEBT);
  box->wary_blocks += is_wary_of(new_size);
  box->wary_blocks -= is_wary_of(old_size);
  bool text = tag == LUA_TSTRING;
  if (new_size > (size_t)(text ? WARY_BLOCK : WARY_TABLE)) {
    // Going through the gaps of a table takes a fraction of the time of comparing texts.
    box_be_wary(box, text ? new_size : new_size / 64);
  }
  if (new_size <= LARGE_TEXT) return;
  if (text) box->large = new_size;
  if (text || old_size == 0 || old_size == new_size) box_bill_block(box, new_size);
}

// The old size is the tag of a type where there was no block: 0 for what is no object.
void *box_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  sandbox *box = context;
  int tag = block == NULL ? (int)old_size : LUA_NUMTYPES;
  if (block == NULL) old_size = 0;
  if (new_size == 0) {
    drop(box, block, old_size);
    box->used -= old_size;
    box->wary_blocks -= is_wary_of(old_size);
    return NULL;
  }
  if (new_size > old_size) {
    size_t growth = new_size - old_size;
    size_t ceiling = box->limit + box->reserve;
    if (box->fatal == SANDBOX_MEMORY) return NULL;
    if (tag == 0 && refuse_stack(box, new_size)) return NULL;
    if (tag == LUA_TSTRING && refuse_text(box, new_size)) return NULL;
    if (box->used > ceiling || growth > ceiling - box->used) {
      deny(box, growth);
      return NULL;
    }
  }
  void *moved = resize(box, block, old_size, new_size);
  if (moved == NULL) {
    if (new_size <= old_size) return block;  // a shrink never fails
    deny(box, new_size - old_size);
    return NULL;
  }
  box->used = box->used - old_size + new_size;
  if (box->used > box->peak) box->peak = box->used;
  if (new_size > LARGEST_SPARE || old_size > LARGEST_SPARE) note_work(box, tag, old_size, new_size);
  return moved;
}

// What is alive is gone through once a collection, so while that is little, garbage may pile up to
// many times of it. Sparing further on would leave too little room below the limit.
void box_pace(sandbox *box) {
  int pause = box->used < box->limit / SMALL_SHARE ? SPARING_PAUSE : USUAL_PAUSE;
  if (pause == box->pause) return;
  box->pause = pause;
  lua_gc(box->L, LUA_GCINC, pause, STEP_SPEED, 0);
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
