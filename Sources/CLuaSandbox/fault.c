#include "box.h"

#include <stdarg.h>

bool box_fault_ready(sandbox *box) {
  if (box->fault == NULL) box->fault = calloc(1, sizeof *box->fault);
  return box->fault != NULL;
}

static bool frame_at(lua_State *L, int level, const char *what, lua_Debug *frame) {
  return lua_getstack(L, level, frame) && lua_getinfo(L, what, frame);
}

static void trace_line(box_fault *fault, const lua_Debug *frame) {
  char text[400];
  const char *unnamed = *frame->what == 'm' ? "the main chunk" : "a function";
  const char *name = frame->name ? frame->name : unnamed;
  int count = snprintf(
    text, sizeof text, "%s%s:%d: in %s", fault->traceback_count ? "\n" : "", frame->short_src,
    frame->currentline, name);
  if (count < 0) return;
  size_t size = (size_t)count < sizeof text ? (size_t)count : sizeof text - 1;
  if (fault->traceback_count + size >= sizeof fault->traceback) return;
  memcpy(fault->traceback + fault->traceback_count, text, size);
  fault->traceback_count += size;
}

// Notes where the innermost frame of the plugin is, and the frames around it. Allocates nothing in
// Lua, so that the allocator and the hook can call it.
void box_capture(sandbox *box, lua_State *L, int level) {
  if (!box_fault_ready(box)) return;
  box_fault *fault = box->fault;
  fault->line = 0;
  fault->file[0] = 0;
  fault->traceback_count = 0;
  lua_Debug frame;
  int lines = 0;
  for (; lines < 24 && frame_at(L, level, "Sln", &frame); level += 1) {
    if (*frame.what == 'C') continue;
    if (lines == 0) {
      fault->line = frame.currentline;
      snprintf(fault->file, sizeof fault->file, "%s", frame.source + 1);
    }
    trace_line(fault, &frame);
    lines += 1;
  }
}

static int sequence_length(const unsigned char *at, size_t left) {
  static const unsigned minimum[] = {0, 0, 0x80, 0x800, 0x10000};
  int length = *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;
  if (length == 0 || (size_t)length > left) return 0;
  unsigned scalar = *at & (0xFFu >> (length + 1));
  for (int i = 1; i < length; i += 1) {
    if ((at[i] & 0xC0) != 0x80) return 0;
    scalar = scalar << 6 | (at[i] & 0x3Fu);
  }
  bool surrogate = scalar >= 0xD800 && scalar < 0xE000;
  bool control = scalar < 0xA0;
  return surrogate || control || scalar < minimum[length] || scalar > 0x10FFFF ? 0 : length;
}

static size_t escape(unsigned char byte, char *out) {
  const char *short_forms = "\nn\rr\tt";
  for (const char *pair = short_forms; *pair; pair += 2) {
    if (byte == (unsigned char)*pair) {
      out[0] = '\\';
      out[1] = pair[1];
      return 2;
    }
  }
  return (size_t)snprintf(out, 8, "\\%03u", byte);
}

// Sets the message as people may see it: one line, valid UTF-8, no control characters, at most 4
// KB.
void box_fault_set(sandbox *box, sandbox_code code, const char *text, size_t count) {
  if (!box_fault_ready(box)) return;
  box_fault *fault = box->fault;
  fault->code = code;
  size_t filled = 0, at = 0;
  while (at < count && filled + 16 < sizeof fault->message) {
    const unsigned char *byte = (const unsigned char *)text + at;
    int length = *byte >= 0x20 && *byte < 0x7F ? 1 : sequence_length(byte, count - at);
    if (length == 0) {
      filled += escape(*byte, fault->message + filled);
      at += 1;
    } else {
      memcpy(fault->message + filled, byte, (size_t)length);
      filled += (size_t)length;
      at += (size_t)length;
    }
  }
  if (at < count) {
    memcpy(fault->message + filled, "\xE2\x80\xA6", 3);
    filled += 3;
  }
  fault->message_count = filled;
}

// Leaves out the "file:line: " that Lua puts before a message when it says only what the fault says
// anyway.
static void set_without_position(sandbox *box, sandbox_code code, const char *text, size_t count) {
  char prefix[MAX_FILE + 24];
  int size = 0;
  if (box_fault_ready(box) && box->fault->line > 0) {
    size = snprintf(prefix, sizeof prefix, "%s:%d: ", box->fault->file, box->fault->line);
  }
  bool same = size > 0 && (size_t)size <= count && memcmp(prefix, text, (size_t)size) == 0;
  box_fault_set(box, code, same ? text + size : text, same ? count - (size_t)size : count);
  box_fault *fault = box->fault;
  if (fault == NULL) return;
  char *end = fault->message + fault->message_count;
  size_t left = sizeof fault->message - fault->message_count;
  fault->message_count += (size_t)box_advise(text, count, end, left);
}

// Appends "key = value" of the pair on top of the stack, where both are plain.
static size_t add_pair(lua_State *L, char *text, size_t filled, size_t size) {
  if (lua_type(L, -2) != LUA_TSTRING) return filled;
  const char *key = lua_tostring(L, -2);
  const char *comma = filled ? ", " : "";
  char *at = text + filled;
  size_t left = size - filled;
  int count = 0;
  if (lua_type(L, -1) == LUA_TSTRING) {
    count = snprintf(at, left, "%s%.60s = %.200s", comma, key, lua_tostring(L, -1));
  } else if (lua_isinteger(L, -1)) {
    count = snprintf(at, left, "%s%.60s = %lld", comma, key, (long long)lua_tointeger(L, -1));
  } else if (lua_type(L, -1) == LUA_TNUMBER) {
    count = snprintf(at, left, "%s%.60s = %.14g", comma, key, (double)lua_tonumber(L, -1));
  } else if (lua_isboolean(L, -1)) {
    count = snprintf(at, left, "%s%.60s = %s", comma, key, lua_toboolean(L, -1) ? "true" : "false");
  }
  if (count < 0) return filled;
  return (size_t)count < left ? filled + (size_t)count : size - 1;
}

// What a table that is thrown without a message says of itself: its plain members. Allocates
// nothing in Lua; a text with a zero in it is cut there.
static size_t describe_table(lua_State *L, char *text, size_t size) {
  size_t filled = 0;
  lua_pushnil(L);
  for (int pairs = 0; pairs < 16 && box_next(L, 1); pairs += 1) {
    filled = add_pair(L, text, filled, size);
    lua_pop(L, 1);
  }
  lua_settop(L, 1);
  return filled;
}

static void set_from_value(lua_State *L, sandbox *box, sandbox_code code) {
  if (lua_type(L, 1) == LUA_TTABLE) {
    lua_pushliteral(L, "message");
    lua_rawget(L, 1);
    if (lua_type(L, -1) == LUA_TSTRING) lua_replace(L, 1);
  }
  char text[1024];
  size_t count = 0;
  if (lua_type(L, 1) == LUA_TTABLE && (count = describe_table(L, text, sizeof text)) > 0) {
    box_fault_set(box, code, text, count);
  } else if (lua_type(L, 1) == LUA_TSTRING) {
    const char *string = lua_tolstring(L, 1, &count);
    set_without_position(box, code, string, count);
  } else if (lua_type(L, 1) == LUA_TNUMBER) {
    count = (size_t)snprintf(text, sizeof text, "%.14g", (double)lua_tonumber(L, 1));
    box_fault_set(box, code, text, count);
  } else {
    const char *kind = lua_typename(L, lua_type(L, 1));
    count = (size_t)snprintf(text, sizeof text, "(error object is a %s value)", kind);
    box_fault_set(box, code, text, count);
  }
}

// The message handler of every call from the host: runs where the error happened, with the frames
// still there.
int box_message(lua_State *L) {
  sandbox *box = box_of(L);
  if (box->fatal == SANDBOX_OK) {
    if (!box->pending) box_capture(box, L, 1);
    box->pending = false;
    set_from_value(L, box, box->bad_result ? SANDBOX_BAD_RESULT : SANDBOX_RUNTIME);
  }
  lua_settop(L, 0);
  lua_pushnil(L);
  return 1;
}

// RAISES when memory runs out. Pushes "file:line: " of the innermost frame of the plugin.
void box_push_where(lua_State *L) {
  lua_Debug frame;
  for (int level = 1; frame_at(L, level, "Sl", &frame); level += 1) {
    if (frame.currentline <= 0) continue;
    lua_pushfstring(L, "%s:%d: ", frame.short_src, frame.currentline);
    return;
  }
  lua_pushliteral(L, "");
}

// RAISES always. Like luaL_error, but finds the plugin's frame also when C functions stand between.
int box_error(lua_State *L, const char *format, ...) {
  va_list arguments;
  luaL_checkstack(L, 8, NULL);
  box_push_where(L);
  va_start(arguments, format);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  lua_concat(L, 2);
  return lua_error(L);
}
