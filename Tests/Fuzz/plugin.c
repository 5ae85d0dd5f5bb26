#include "plugin.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
  TAG_STRING = 5,
  TAG_BYTES = 6,
  TAG_ARRAY = 7,
  TAG_TABLE = 8,
  TAG_RECORD = 9,
  TAG_FUNCTION = 11,
  TAG_ITERATOR = 12,
  TAG_VIEW = 14,
};
enum { ON, ECHO, RUN, EACH, NEXT, SET };

static sandbox_bytes text(const char *text) {
  return (sandbox_bytes){(const uint8_t *)text, strlen(text)};
}

static sandbox_layout *layout;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_layout(void) {
  static const char *const keys[] = {"id", "summary", "tags", "fields", "severity", "before"};
  static const char *const functions[] = {"desk.on",   "desk.echo", "desk.run",
                                          "desk.each", ":next",     ":ticket.set"};
  static const uint16_t ticket[] = {0, 1, 2, 3, 5}, fields[] = {4};
  layout = sandbox_layout_new();
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i += 1) {
    sandbox_layout_key(layout, text(keys[i]));
  }
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i += 1) {
    sandbox_layout_function(layout, text(functions[i]));
  }
  sandbox_layout_shape(layout, text("ticket"), ticket, 5);
  sandbox_layout_method(layout, text("set"), SET);
  sandbox_layout_alias(layout, text("subject"), 1);
  sandbox_layout_hint(layout, text("severity"), text("ticket.fields.severity"));
  sandbox_layout_shape(layout, text("fields"), fields, 1);
}

// One for all sandboxes on all threads, as in the desk.
static const sandbox_layout *shared_layout(void) {
  pthread_once(&once, make_layout);
  return layout;
}

void values_bytes(values *to, const void *bytes, size_t count) {
  if (sizeof to->bytes - to->count < count) return;
  memcpy(to->bytes + to->count, bytes, count);
  to->count += count;
}

void values_byte(values *to, uint8_t byte) { values_bytes(to, &byte, 1); }

void values_text(values *to, const void *bytes, size_t count) {
  uint32_t size = (uint32_t)count;
  values_byte(to, TAG_BYTES);
  values_bytes(to, &size, 4);
  values_bytes(to, bytes, count);
}

// { summary = "It smokes" }, as a record with the handle 1.
void values_ticket(values *to) {
  static const char summary[] = "It smokes";
  uint32_t text_size = sizeof summary - 1, size = 10 + 2 + 5 + text_size;
  uint16_t shape = 0, key = 1;
  int64_t handle = 1;
  values_byte(to, TAG_RECORD);
  values_bytes(to, &size, 4);
  values_bytes(to, &shape, 2);
  values_bytes(to, &handle, 8);
  values_bytes(to, &key, 2);
  values_byte(to, TAG_STRING);
  values_bytes(to, &text_size, 4);
  values_bytes(to, summary, text_size);
}

static int32_t refuse(const char *why, sandbox_bytes *answer) {
  *answer = text(why);
  return 1;
}

// The number of the function that stands at a place in the arguments, or 0.
static int32_t function_at(sandbox_bytes arguments, size_t at) {
  int32_t number = 0;
  if (arguments.count < at + 5 || arguments.start[at] != TAG_FUNCTION) return 0;
  memcpy(&number, arguments.start + at + 1, sizeof number);
  return number;
}

static int32_t register_handler(plugin *it, sandbox_bytes arguments, sandbox_bytes *answer) {
  static const char event[] = "ticket.close";
  const size_t size = sizeof event - 1;
  bool fits = arguments.count > size + 5 && arguments.start[0] == TAG_STRING &&
              memcmp(arguments.start + 5, event, size) == 0;
  int32_t function = fits ? function_at(arguments, size + 5) : 0;
  if (function == 0) return refuse("an event and a function are wanted", answer);
  if (it->handler_count == PLUGIN_HANDLERS) return refuse("too many handlers", answer);
  it->handlers[it->handler_count] = function;
  it->handler_count += 1;
  return 0;
}

static int32_t run_inside(plugin *it, sandbox_bytes arguments, sandbox_bytes *answer) {
  sandbox_budget budget = {100000, 0};
  int32_t function = function_at(arguments, 0);
  if (function == 0) return refuse("a function is wanted", answer);
  if (sandbox_call(it->box, function, -1, (sandbox_bytes){0}, &budget, answer)) return 0;
  return refuse("inside: it failed", answer);
}

static int32_t give_iterator(plugin *it, sandbox_bytes *answer) {
  values made = {.count = 0};
  int32_t next = NEXT;
  int64_t handle = 7;
  values_byte(&made, TAG_ITERATOR);
  values_bytes(&made, &next, 4);
  values_bytes(&made, &handle, 8);
  memcpy(it->scratch, made.bytes, made.count);
  *answer = (sandbox_bytes){it->scratch, made.count};
  return 0;
}

// Echoes what fits, which is most.
static int32_t echo(plugin *it, sandbox_bytes arguments, sandbox_bytes *answer) {
  if (arguments.count > sizeof it->scratch) return refuse("that is too much to echo", answer);
  if (arguments.count > 0) memcpy(it->scratch, arguments.start, arguments.count);
  *answer = (sandbox_bytes){it->scratch, arguments.count};
  return 0;
}

// A part of a view: nothing, a text, or another view, by the key's number.
static int32_t give_part(plugin *it, sandbox_bytes asked, sandbox_bytes *answer) {
  values made = {.count = 0};
  uint16_t key, shape = 0;
  int64_t source;
  memcpy(&source, asked.start, 8);
  memcpy(&key, asked.start + 8, 2);
  source += 1;
  if (key % 3 == 0) {
    values_byte(&made, 0);
  } else if (key % 3 == 1) {
    values_text(&made, "part", 4);
  } else {
    values_byte(&made, TAG_VIEW);
    values_bytes(&made, &shape, 2);
    values_bytes(&made, &source, 8);
    values_bytes(&made, &source, 8);
  }
  memcpy(it->scratch, made.bytes, made.count);
  *answer = (sandbox_bytes){it->scratch, made.count};
  return 0;
}

static int32_t dispatch(
  void *context, int32_t function, sandbox_bytes arguments, sandbox_bytes *answer) {
  plugin *it = context;
  *answer = (sandbox_bytes){it->scratch, 0};
  switch (function) {
  case ON: return register_handler(it, arguments, answer);
  case SANDBOX_FUNCTION_PART: return give_part(it, arguments, answer);
  case RUN: return run_inside(it, arguments, answer);
  case EACH: return give_iterator(it, answer);
  case ECHO:
  case SET: return echo(it, arguments, answer);
  default: return 0;
  }
}

// { "b", "a" }, or { "b" = "a" }.
static void values_container(values *to, bool is_list) {
  uint32_t text_size = 1, size = is_list ? 12 : 13;
  uint16_t literal = 0xFFFF;
  values_byte(to, is_list ? TAG_ARRAY : TAG_TABLE);
  values_bytes(to, &size, 4);
  if (is_list) values_byte(to, TAG_STRING);
  else values_bytes(to, &literal, 2);
  values_bytes(to, &text_size, 4);
  values_byte(to, 'b');
  values_byte(to, TAG_STRING);
  values_bytes(to, &text_size, 4);
  values_byte(to, 'a');
}

static bool place(plugin *it, const char *path, const values *value) {
  return sandbox_constant(it->box, text(path), (sandbox_bytes){value->bytes, value->count});
}

bool plugin_open(plugin *it, size_t memory) {
  it->handler_count = 0;
  sandbox_configuration configuration = {
    .name = text("hostile"),
    .layout = shared_layout(),
    .dispatch = dispatch,
    .context = it,
    .memory = memory,
    .log_limit = 64 << 10,
    .seed = 1,
  };
  it->box = sandbox_new(&configuration);
  if (it->box == NULL) return false;
  values sample = {.count = 0}, list = {.count = 0}, map = {.count = 0};
  values_ticket(&sample);
  values_container(&list, true);
  values_container(&map, false);
  return place(it, "desk.sample", &sample) && place(it, "desk.list", &list) &&
         place(it, "desk.map", &map);
}

uint64_t plugin_thread_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// Only the fuzzers measure time: tests have no clock.
const char *plugin_overrun(uint64_t start, uint64_t milliseconds) {
#ifdef FUZZ_TIMED
  uint64_t most = (2 * milliseconds + 50) * 1000000;
  return plugin_thread_time() - start > most ? "a call took longer than twice its time" : NULL;
#else
  (void)start;
  (void)milliseconds;
  return NULL;
#endif
}

void plugin_close(plugin *it) { sandbox_close(it->box); }

sandbox_code plugin_run(plugin *it, sandbox_bytes source, sandbox_budget *budget) {
  sandbox_bytes results;
  int32_t main = sandbox_load(it->box, text("hostile/init.lua"), source);
  bool done = main != 0 && sandbox_call(it->box, main, -1, (sandbox_bytes){0}, budget, &results);
  for (int i = 0; done && i < it->handler_count; i += 1) {
    values ticket = {.count = 0};
    values_ticket(&ticket);
    sandbox_bytes arguments = {ticket.bytes, ticket.count};
    done = sandbox_call(it->box, it->handlers[i], -1, arguments, budget, &results);
  }
  return done ? SANDBOX_OK : sandbox_last_fault(it->box).code;
}
