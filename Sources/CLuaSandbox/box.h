// What the sandbox's own files share. Functions marked RAISES may leave by a Lua error.
#ifndef DOCKET_BOX_H
#define DOCKET_BOX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // memmem
#endif

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gate.h"
#include "sandbox.h"

#define RAISES

enum {
  HOOK_INTERVAL = 100,
  WARY_INTERVAL = 10,
  WARY_BLOCK = 32 * 1024,
  WARY_TABLE = 1024 * 1024,
  WARY_BYTES = 1024 * 1024,
  LARGE_TEXT = 64 * 1024,
  TEXT_SHARE = 4,
  LOOK_DEBT = 1000,
  BYTES_PER_DEBT = 64,
  CALL_COST = 50,
  COROUTINE_COST = 100,
  SHIM_COST = 10,
  HOST_COST = 100,
  MAX_DISPATCH_DEPTH = 8,
  MAX_SOURCE = 256 * 1024,
  MAX_LOADED_TEXT = 64 * 1024,
  MAX_JUMPS = 4096,
  PARSED_AT_ONCE = 128,
  MAX_RANGE = 1000 * 1000,
  MAX_UNPACKED = 8000,
  MAX_MESSAGE = 4096,
  MAX_FILE = 256,
  LARGE_PER_INSTRUCTION = 64,
  MARSHALLING_RESERVE = 256 * 1024,
  SPARE_CLASSES = 64,
  PARSING_INSTRUCTIONS = 20 * 1000 * 1000,
};

// How long a text may be parsed, in nanoseconds.
#define PARSING_NANOSECONDS UINT64_C(2000000000)

// The most that a call may have waited for the machine, in nanoseconds.
#define MAX_GRACE UINT64_C(4000000000)

typedef struct {
  uint8_t *start;
  size_t count;
  size_t capacity;
} box_buffer;

// Where a fault began and what it said; allocated with the first fault.
typedef struct {
  sandbox_code code;
  int32_t line;
  size_t message_count;
  size_t traceback_count;
  char file[MAX_FILE];
  char message[MAX_MESSAGE];
  char traceback[MAX_MESSAGE];
} box_fault;

typedef struct {
  box_buffer arguments;
  box_buffer results;
} box_frame;

struct sandbox {
  lua_State *L;
  lua_State *current;
  lua_State *paused;  // where a line is being told, with what is known of it; else NULL
  lua_Debug *event;
  const sandbox_layout *layout;
  sandbox_dispatch dispatch;
  sandbox_interrupted is_interrupted;
  sandbox_line on_line;
  void *context;
  char *name;

  size_t used, peak, limit, reserve, collected_at, large;
  size_t wary_blocks, wary_of;
  void *spare[SPARE_CLASSES];
  size_t spare_bytes;
  uint64_t collections;

  int64_t instructions, spent;
  uint64_t deadline, first_look, ran_before, grace, postponed;
  int64_t clock_debt;
  int unbilled;
  sandbox_code fatal;
  bool poisoned, bad_result, pending, armed;
  int pause;

  int depth;
  uint64_t calls, epoch, rows_epoch;
  box_frame frames[MAX_DISPATCH_DEPTH + 1];
  int keys_ref, shapes_ref, holds_ref, modules_ref;
  int list_ref, map_ref, globals_ref, call_ref;
  int resolver_ref;  // 0 where no function knows more globals
  const char *call_name;  // by its address: the key under which Lua finds what calls a table

  uint64_t random[4], seed;
  bool seeded;
  int64_t clock;
  size_t log_limit, logged;
  bool open_globals;
  box_fault *fault;
};

static inline sandbox *box_of(lua_State *L) { return *(sandbox **)lua_getextraspace(L); }

// allocator.c
void *box_allocate(void *context, void *block, size_t old_size, size_t new_size);
void box_free_spare(sandbox *box);
void box_pace(sandbox *box);
void box_collect_if_high(lua_State *L, size_t coming);

// budget.c
void box_arm(sandbox *box);
void box_stop(lua_State *L);
void box_be_wary(sandbox *box, size_t bytes);
void box_bill_block(sandbox *box, size_t bytes);
void box_bill_text(lua_State *L, int index) RAISES;
void box_step(lua_State *L, lua_Integer step) RAISES;
void box_look(lua_State *L) RAISES;
void box_first_look(sandbox *box);
void box_charge(lua_State *L, int64_t instructions) RAISES;
void box_check(lua_State *L) RAISES;
int box_kill(lua_State *L, sandbox_code code) RAISES;
int box_raise_fatal(lua_State *L) RAISES;

// fault.c
bool box_fault_ready(sandbox *box);
void box_capture(sandbox *box, lua_State *L, int level);
void box_fault_set(sandbox *box, sandbox_code code, const char *text, size_t count);
int box_message(lua_State *L);
int box_error(lua_State *L, const char *format, ...) RAISES;
void box_push_where(lua_State *L) RAISES;

// advice.c
const char *box_advice(const char *name, size_t count);
int box_advise(const char *message, size_t count, char *text, size_t size);

// names.c
typedef struct {
  const char *wanted;
  size_t count;
  char best[64];
  int distance;
} box_nearest;
void box_nearest_begin(box_nearest *search, const char *wanted, size_t count);
int box_nearest_cost(const box_nearest *search, size_t count);
void box_nearest_try(box_nearest *search, const char *name, size_t count);
void box_nearest_table(lua_State *L, int index, box_nearest *search) RAISES;

// host.c
int box_host_function(lua_State *L, int32_t function) RAISES;
void box_push_function(lua_State *L, int32_t function) RAISES;
void box_push_host(lua_State *L, int32_t function) RAISES;
void box_push_bound(lua_State *L, int32_t function, int64_t handle) RAISES;
void box_push_pages(lua_State *L, int32_t function, int64_t handle) RAISES;
void box_push_method(lua_State *L, int32_t function) RAISES;
void box_place(lua_State *L, const char *path, size_t count) RAISES;
int32_t box_ask(lua_State *L, int32_t function, int first, sandbox_bytes *answer) RAISES;

// inert.c
void box_make_inert(lua_State *L) RAISES;

// base.c
bool box_next(lua_State *L, int table) RAISES;
bool box_is_host_table(lua_State *L, int index);
void box_mark_host_table(lua_State *L) RAISES;
void box_refuse_host_value(lua_State *L, int index, const char *why) RAISES;

// the library
void box_open_library(lua_State *L) RAISES;
void box_open_base(lua_State *L) RAISES;
void box_open_protected(lua_State *L) RAISES;
void box_open_pairs(lua_State *L) RAISES;
void box_open_strings(lua_State *L) RAISES;
void box_open_matching(lua_State *L) RAISES;
void box_open_tables(lua_State *L) RAISES;
void box_open_coroutines(lua_State *L) RAISES;
void box_open_loading(lua_State *L) RAISES;
void box_open_math(lua_State *L) RAISES;
void box_open_clock(lua_State *L) RAISES;
void box_seal_globals(lua_State *L) RAISES;
int box_sort(lua_State *L) RAISES;
int box_format(lua_State *L) RAISES;
int box_compile(lua_State *L, const char *text, size_t count, const char *chunk) RAISES;
const char *box_tostring(lua_State *L, int index, size_t *count) RAISES;
void box_seed(sandbox *box, uint64_t seed);

#endif
