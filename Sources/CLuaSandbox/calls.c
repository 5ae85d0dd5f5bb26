#include "records.h"

// The host's calls into a sandbox. Each is one protected call of one C function; whatever is raised
// stays inside.

typedef struct {
  int32_t function;
  int32_t number;  // the held value to pass, or -1
  sandbox_bytes bytes;
  sandbox_bytes more;
  int32_t reference;
} task;

static bool refuse_poisoned(sandbox *box) {
  static const char text[] = "this sandbox was killed by an earlier fault and takes no more calls";
  if (!box->poisoned) return false;
  if (box_fault_ready(box)) {
    box->fault->line = 0;
    box->fault->file[0] = 0;
    box->fault->traceback_count = 0;
  }
  box_fault_set(box, SANDBOX_POISONED, text, sizeof text - 1);
  return true;
}

// The message handler is not called when memory or the handler itself fails: then only the status
// tells.
static void note_unhandled(sandbox *box, lua_State *L, int status) {
  if (status == LUA_ERRRUN) return;
  static const char otherwise[] = "error while handling an error";
  size_t count = sizeof otherwise - 1;
  const char *text = otherwise;
  if (status == LUA_ERRMEM) {
    text = "not enough memory";
    count = strlen(text);
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    text = lua_tolstring(L, -1, &count);
  }
  box_fault_set(box, status == LUA_ERRMEM ? SANDBOX_MEMORY : SANDBOX_RUNTIME, text, count);
}

static bool perform(sandbox *box, lua_CFunction body, task *work) {
  lua_State *L = box->current;
  box->pending = false;
  box->bad_result = false;
  if (!lua_checkstack(L, 8)) {
    note_unhandled(box, L, LUA_ERRMEM);
    return false;
  }
  int base = lua_gettop(L);
  gate_push_body(L, box_message);
  gate_push_body(L, body);
  lua_pushlightuserdata(L, work);
  int status = lua_pcall(L, 1, 0, base + 1);
  box->reserve = 0;
  box->current = L;
  if (status != LUA_OK && box->fatal == SANDBOX_OK) note_unhandled(box, L, status);
  if (box->fatal != SANDBOX_OK) box->poisoned = true;
  lua_settop(L, base);
  return status == LUA_OK && box->fatal == SANDBOX_OK;
}

static bool perform_unbilled(sandbox *box, lua_CFunction body, task *work) {
  bool armed = box->armed;
  box->armed = false;
  bool done = perform(box, body, work);
  box->armed = armed;
  return done;
}

static int load_chunk(lua_State *L) {
  task *work = lua_touserdata(L, 1);
  lua_pushfstring(L, "@%s", (const char *)work->more.start);
  const char *chunk = lua_tostring(L, -1);
  work->number = box_compile(L, (const char *)work->bytes.start, work->bytes.count, chunk);
  if (work->number != LUA_OK) return lua_error(L);
  work->reference = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

// Takes file and line of a syntax error out of its text: "file:line: why".
static void note_syntax(sandbox *box, const char *chunk) {
  box_fault *fault = box->fault;
  if (fault == NULL || fault->code != SANDBOX_RUNTIME) return;
  fault->code = SANDBOX_SYNTAX;
  fault->traceback_count = 0;
  snprintf(fault->file, sizeof fault->file, "%s", chunk);
  fault->message[fault->message_count] = 0;
  for (const char *at = strchr(fault->message, ':'); at != NULL; at = strchr(at + 1, ':')) {
    char *end;
    long line = strtol(at + 1, &end, 10);
    if (end == at + 1 || strncmp(end, ": ", 2) != 0) continue;
    fault->line = (int32_t)line;
    size_t skipped = (size_t)(end + 2 - fault->message);
    fault->message_count -= skipped;
    memmove(fault->message, end + 2, fault->message_count);
    return;
  }
}

// Parsing has a budget of its own: it is the plugin's text, and may take long.
static bool perform_parsing(sandbox *box, task *work) {
  int64_t instructions = box->instructions;
  uint64_t deadline = box->deadline, first_look = box->first_look, grace = box->grace;
  uint64_t ran_before = box->ran_before;
  bool armed = box->armed;
  box->armed = true;
  box->instructions = PARSING_INSTRUCTIONS;
  box->deadline = sandbox_now() + PARSING_NANOSECONDS;
  box->first_look = box->grace = 0;
  bool done = perform(box, load_chunk, work);
  box->armed = armed;
  box->instructions = instructions;
  box->deadline = deadline;
  box->first_look = first_look;
  box->ran_before = ran_before;
  box->grace = grace;
  return done;
}

int32_t sandbox_load(sandbox *box, sandbox_bytes chunk, sandbox_bytes source) {
  if (refuse_poisoned(box)) return 0;
  char name[MAX_FILE];
  snprintf(name, sizeof name, "%.*s", (int)chunk.count, (const char *)chunk.start);
  task work = {.bytes = source, .more = {(const uint8_t *)name, strlen(name)}};
  if (source.count > MAX_SOURCE) {
    static const char text[] = "the file is longer than 256 KB";
    if (box_fault_ready(box)) box->fault->line = 1;
    box_fault_set(box, SANDBOX_RUNTIME, text, sizeof text - 1);
    note_syntax(box, name);
    return 0;
  }
  if (perform_parsing(box, &work)) return work.reference;
  note_syntax(box, name);
  return 0;
}

enum { MAX_RESULTS = 100 };

static void push_arguments(lua_State *L, const task *work, sandbox *box) {
  if (work->number < 0) {
    wire_push_all(L, box, work->bytes);
    return;
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, box->holds_ref);
  if (work->bytes.count > 0) {
    if (wire_push_all(L, box, work->bytes) != 1) wire_malformed(L);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, work->number + 1);
  } else {
    lua_rawgeti(L, -1, work->number + 1);
  }
  lua_remove(L, -2);
}

static int run_function(lua_State *L) {
  const task *work = lua_touserdata(L, 1);
  sandbox *box = box_of(L);
  lua_settop(L, 0);
  box_push_function(L, work->function);
  push_arguments(L, work, box);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  int count = lua_gettop(L);
  if (count > MAX_RESULTS) {
    box->bad_result = true;
    return box_error(L, "more than %d results", (int)MAX_RESULTS);
  }
  box_buffer *results = &box->frames[box->depth].results;
  results->count = 0;
  for (int i = 1; i <= count; i += 1) wire_encode(L, results, i, true, "the result");
  return 0;
}

// A call inside a call of the host has at most what the outer one has left.
bool sandbox_call(
  sandbox *box, int32_t function, int32_t held, sandbox_bytes arguments, sandbox_budget *budget,
  sandbox_bytes *results) {
  if (refuse_poisoned(box)) return false;
  int64_t outer = box->instructions;
  uint64_t outer_deadline = box->deadline;
  bool nested = box->depth > 0 && box->armed;
  int64_t given = nested && outer < budget->instructions ? outer : budget->instructions;
  bool sooner = nested && outer_deadline != 0 &&
                (budget->deadline == 0 || outer_deadline < budget->deadline);
  box->deadline = sooner ? outer_deadline : budget->deadline;
  box->instructions = given - CALL_COST;
  if (!nested) {
    box->logged = 0;
    box_pace(box);
    box->first_look = box->grace = box->postponed = 0;
    box_arm(box);
  }
  uint64_t postponed = box->postponed;
  bool was_armed = box->armed;
  box->armed = true;
  box->calls += 1;
  task work = {.function = function, .number = held, .bytes = arguments};
  bool done = perform(box, run_function, &work);
  int64_t left = box->instructions < 0 ? 0 : box->instructions;
  int64_t used = given - left;
  box->armed = was_armed;
  box->instructions = nested ? outer - used : 0;
  box->deadline = outer_deadline == 0 ? 0 : outer_deadline + (box->postponed - postponed);
  box->spent += used;
  budget->instructions -= used;
  if (!nested && budget->deadline != 0) budget->deadline += box->grace + box->postponed;
  box_buffer *buffer = &box->frames[box->depth].results;
  *results = (sandbox_bytes){buffer->start, done ? buffer->count : 0};
  return done;
}

sandbox_budget sandbox_left(const sandbox *box) {
  if (box->depth == 0 || !box->armed) return (sandbox_budget){0};
  uint64_t deadline = box->deadline == 0 ? 0 : box->deadline + box->grace;
  return (sandbox_budget){.instructions = box->instructions, .deadline = deadline};
}

// What is overdrawn ends the call as soon as the host has answered: see `box_ask`.
void sandbox_spend(sandbox *box, int64_t instructions) {
  if (box->armed) box->instructions -= instructions;
}

static int place_constant(lua_State *L) {
  task *work = lua_touserdata(L, 1);
  wire_push_part(L, box_of(L), work->bytes);
  box_place(L, (const char *)work->more.start, work->more.count);
  return 0;
}

bool sandbox_constant(sandbox *box, sandbox_bytes path, sandbox_bytes value) {
  if (refuse_poisoned(box)) return false;
  task work = {.bytes = value, .more = path};
  return perform_unbilled(box, place_constant, &work);
}

// Code that was ended leaves the registry whole, and a sandbox that is revived would keep for ever
// what was not let go. Where memory ran out nothing is sure to be whole.
void sandbox_release(sandbox *box, int32_t function) {
  if (function > 0 && box->fatal != SANDBOX_MEMORY) luaL_unref(box->L, LUA_REGISTRYINDEX, function);
}

void sandbox_resolve_globals(sandbox *box, int32_t function) { box->resolver_ref = function; }

// Code that is being ended has to have ended first: while it unwinds it meets `fatal` at each step. A
// coroutine that was ended is dead, so that only the main thread still has the hook of `box_stop`.
bool sandbox_revive(sandbox *box) {
  if (box->depth > 0 || box->fatal == SANDBOX_MEMORY) return false;
  box->fatal = SANDBOX_OK;
  box->poisoned = false;
  box_arm(box);
  return true;
}
