// The pattern matcher: Lua's patterns, with every step billed.
#ifndef DOCKET_PATTERN_H
#define DOCKET_PATTERN_H

#include "box.h"

enum {
  PATTERN_CAPTURES = 32,
  PATTERN_DEPTH = 200,
  PATTERN_OPEN = -1,
  PATTERN_POSITION = -2,
};

typedef struct {
  lua_State *L;
  const char *text, *text_end;
  const char *pattern_end;
  int depth, steps, level;
  struct {
    const char *start;
    ptrdiff_t size;
  } captures[PATTERN_CAPTURES];
} matcher;

// pattern_class.c
const char *pattern_item_end(matcher *m, const char *p) RAISES;
bool pattern_accepts(matcher *m, const char *s, const char *p, const char *item_end) RAISES;
bool pattern_in_set(matcher *m, int c, const char *p, const char *last) RAISES;

// pattern.c
void pattern_begin(
  matcher *m, lua_State *L, const char *text, size_t count, const char *pattern_end);
const char *pattern_match(matcher *m, const char *s, const char *p) RAISES;
void pattern_bill(matcher *m, size_t steps) RAISES;

#endif
