#include "records.h"

// Making and closing a sandbox. Set-up runs without a limit: it is the host's, not the plugin's.

static void place_functions(lua_State *L, sandbox *box) {
  for (size_t i = 0; i < box->layout->function_count; i += 1) {
    const layout_name *path = &box->layout->functions[i];
    if (path->text[0] == ':') continue;  // reached as a method or an iterator only
    box_push_host(L, (int32_t)i);
    box_place(L, path->text, path->count);
  }
  record_push_none(L);
  box_place(L, "docket.none", strlen("docket.none"));
}

static int table_reference(lua_State *L) {
  lua_newtable(L);
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

static int set_up(lua_State *L) {
  sandbox *box = box_of(L);
  lua_settop(L, 0);
  box_make_inert(L);
  box->call_name = lua_tostring(L, -1);
  box->call_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  box->keys_ref = table_reference(L);
  box->shapes_ref = table_reference(L);
  box->holds_ref = table_reference(L);
  box->modules_ref = table_reference(L);
  frozen_push_metatable(L, true);
  box->list_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  frozen_push_metatable(L, false);
  box->map_ref = luaL_ref(L, LUA_REGISTRYINDEX);
  box_open_library(L);
  if (box->layout->function_count > 0) place_functions(L, box);
  box_seal_globals(L);
  return 0;
}

static char *copy_text(sandbox_bytes bytes) {
  char *text = malloc(bytes.count + 1);
  if (text == NULL) return NULL;
  memcpy(text, bytes.start, bytes.count);
  text[bytes.count] = 0;
  return text;
}

static bool open_state(sandbox *box) {
  box->L = lua_newstate(box_allocate, box);
  if (box->L == NULL) return false;
  *(sandbox **)lua_getextraspace(box->L) = box;
  box->current = box->L;
  lua_gc(box->L, LUA_GCSTOP);  // setting up leaves no garbage
  gate_push_body(box->L, set_up);
  bool done = lua_pcall(box->L, 0, 0, 0) == LUA_OK;
  lua_gc(box->L, LUA_GCRESTART);
  return done;
}

// Returns NULL when the machine has no memory left, or its Lua is not supported.
sandbox *sandbox_new(const sandbox_configuration *configuration) {
  sandbox *box = sandbox_is_supported() ? calloc(1, sizeof *box) : NULL;
  if (box == NULL) return NULL;
  box->layout = configuration->layout;
  box->dispatch = configuration->dispatch;
  box->context = configuration->context;
  box->is_interrupted = configuration->is_interrupted;
  box->on_line = configuration->on_line;
  box->name = copy_text(configuration->name);
  box->log_limit = configuration->log_limit;
  box->open_globals = configuration->open_globals;
  box->limit = SIZE_MAX / 4;
  box_seed(box, configuration->seed);
  if (box->name == NULL || !open_state(box)) {
    sandbox_close(box);
    return NULL;
  }
  box->limit = configuration->memory;
  box->peak = box->used;
  box_pace(box);
  box_arm(box);
  return box;
}

void sandbox_close(sandbox *box) {
  if (box == NULL) return;
  if (box->L != NULL) lua_close(box->L);  // runs nothing of the plugin's: there are no finalizers
#ifdef DEBUG
  if (box->used != 0) gate_unbalanced("memory that is counted wrong");
#endif
  box_free_spare(box);
  for (int i = 0; i <= MAX_DISPATCH_DEPTH; i += 1) {
    free(box->frames[i].arguments.start);
    free(box->frames[i].results.start);
  }
  free(box->fault);
  free(box->name);
  free(box);
}

void sandbox_forget_parts(sandbox *box) { box->epoch += 1; }

void sandbox_forget_rows(sandbox *box) { box->rows_epoch += 1; }

void sandbox_reseed(sandbox *box, uint64_t seed) { box_seed(box, seed); }

void sandbox_set_clock(sandbox *box, int64_t milliseconds) { box->clock = milliseconds; }

bool sandbox_is_poisoned(const sandbox *box) { return box->poisoned; }

sandbox_statistics sandbox_read_statistics(const sandbox *box) {
  return (sandbox_statistics){
    .used = box->used,
    .peak = box->peak,
    .limit = box->limit,
    .instructions = box->spent,
    .collections = box->collections,
    .calls = box->calls,
  };
}

size_t sandbox_peak_memory(const sandbox *box) { return box->peak; }

sandbox_fault sandbox_last_fault(const sandbox *box) {
  const box_fault *fault = box->fault;
  if (fault == NULL) {
    static const char text[] = "the machine has no memory left to say what went wrong";
    return (sandbox_fault){
      .code = SANDBOX_MEMORY, .message = {(const uint8_t *)text, sizeof text - 1}};
  }
  return (sandbox_fault){
    .code = fault->code,
    .line = fault->line,
    .message = {(const uint8_t *)fault->message, fault->message_count},
    .file = {(const uint8_t *)fault->file, strlen(fault->file)},
    .traceback = {(const uint8_t *)fault->traceback, fault->traceback_count},
  };
}
