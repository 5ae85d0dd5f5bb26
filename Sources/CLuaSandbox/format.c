#include "box.h"

// string.format: the stock function (upvalue 1), after every argument of a %s that is no string is
// replaced by its text, and %p, which shows addresses, is refused.

// A call of the stock function cannot be stopped: a quoted byte takes it some 60 ns, a number of
// many digits 8 µs.
enum { MOST_QUOTED = 256 * 1024, MOST_NUMBERS = 4000 };

static const char *after_options(const char *at, const char *end) {
  while (at < end && strchr("-+ #0123456789.", *at) != NULL && *at != 0) at += 1;
  return at;
}

GATE_SHARED(box_format, .growth = 1, .unread = GATE_ALL) {
  size_t count;
  const char *format = luaL_checklstring(L, 1, &count);
  const char *end = format + count;
  int argument = 1, numbers = 0;
  size_t bytes = count, quoted = 0;
  for (const char *at = format; at < end; at += 1) {
    if (*at != '%') continue;
    at += 1;
    if (at < end && *at == '%') continue;
    at = after_options(at, end);
    argument += 1;
    box_step(L, argument);
    if (at >= end) break;
    if (*at == 'p') return box_error(L, "invalid conversion '%%p' to 'format'; use '%%s'");
    numbers += *at != 's';
    if (numbers > MOST_NUMBERS) return box_error(L, "more than %d numbers to format", MOST_NUMBERS);
    if (*at == 's' && argument <= lua_gettop(L) && lua_type(L, argument) != LUA_TSTRING) {
      box_tostring(L, argument, NULL);
      lua_replace(L, argument);
    }
    size_t length = lua_type(L, argument) == LUA_TSTRING ? lua_rawlen(L, argument) : 16;
    quoted += *at == 'q' ? length : 0;
    if (quoted > MOST_QUOTED) {
      return box_error(L, "'%%q' takes texts of at most %d KB together", MOST_QUOTED / 1024);
    }
    bytes += length;
  }
  if (bytes > box_of(L)->limit / 2) return box_error(L, "too much text for one call");
  box_charge(L, 4 + (int64_t)bytes / 32);
  box_collect_if_high(L, bytes);
  return gate_call_stock(L);
}
