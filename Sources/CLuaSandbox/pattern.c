#include "pattern.h"

// Backtracking over Lua's patterns (reference manual 6.4.1). Time may be exponential in the
// pattern, so steps are billed: four cost an instruction.

enum { STEPS_PER_INSTRUCTION = 4, STEPS_PER_BILL = 128 };

void pattern_begin(
  matcher *m, lua_State *L, const char *text, size_t count, const char *pattern_end) {
  m->L = L;
  m->text = text;
  m->text_end = text + count;
  m->pattern_end = pattern_end;
  m->depth = 0;
  m->steps = 0;
  m->level = 0;
}

// RAISES.
void pattern_bill(matcher *m, size_t steps) {
  m->steps += (int)steps;
  if (m->steps < STEPS_PER_BILL) return;
  int64_t cost = m->steps / STEPS_PER_INSTRUCTION;
  m->steps = 0;
  box_charge(m->L, cost);
}

static const char *open_capture(matcher *m, const char *s, const char *p, ptrdiff_t size) {
  if (m->level >= PATTERN_CAPTURES) luaL_error(m->L, "too many captures");
  m->captures[m->level].start = s;
  m->captures[m->level].size = size;
  m->level += 1;
  const char *end = pattern_match(m, s, p);
  if (end == NULL) m->level -= 1;
  return end;
}

static const char *close_capture(matcher *m, const char *s, const char *p) {
  int open = m->level - 1;
  while (open >= 0 && m->captures[open].size != PATTERN_OPEN) open -= 1;
  if (open < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[open].size = s - m->captures[open].start;
  const char *end = pattern_match(m, s, p);
  if (end == NULL) m->captures[open].size = PATTERN_OPEN;
  return end;
}

// '%bxy': from an x to the y that balances it.
static const char *match_balance(matcher *m, const char *s, const char *p) {
  if (p + 1 >= m->pattern_end) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= m->text_end || *s != p[0]) return NULL;
  int open = 1;
  for (const char *at = s + 1; at < m->text_end; at += 1) {
    pattern_bill(m, 1);
    if (*at == p[1]) {
      open -= 1;
      if (open == 0) return at + 1;
    } else if (*at == p[0]) {
      open += 1;
    }
  }
  return NULL;
}

// '%1': the text of an earlier capture again.
static const char *match_capture(matcher *m, const char *s, int digit) {
  int index = digit - '1';
  if (index < 0 || index >= m->level || m->captures[index].size == PATTERN_OPEN) {
    luaL_error(m->L, "invalid capture index %%%d", index + 1);
  }
  ptrdiff_t size = m->captures[index].size;
  if (size < 0 || m->text_end - s < size) return NULL;
  pattern_bill(m, 1 + (size_t)size / 8);
  return memcmp(m->captures[index].start, s, (size_t)size) == 0 ? s + size : NULL;
}

// '%f[set]': between a character outside the set and one inside; the text is as if it stood between
// zeros.
static bool match_frontier(matcher *m, const char *s, const char *p, const char **after) {
  if (p >= m->pattern_end || *p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
  *after = pattern_item_end(m, p);
  int before = s == m->text ? 0 : (unsigned char)s[-1];
  int here = s < m->text_end ? (unsigned char)*s : 0;
  return !pattern_in_set(m, before, p, *after - 1) && pattern_in_set(m, here, p, *after - 1);
}

static const char *match_most(
  matcher *m, const char *s, const char *p, const char *item_end, ptrdiff_t least) {
  ptrdiff_t count = 0;
  while (pattern_accepts(m, s + count, p, item_end)) {
    pattern_bill(m, 1);
    count += 1;
  }
  for (; count >= least; count -= 1) {
    pattern_bill(m, 1);
    const char *end = pattern_match(m, s + count, item_end + 1);
    if (end != NULL) return end;
  }
  return NULL;
}

static const char *match_fewest(matcher *m, const char *s, const char *p, const char *item_end) {
  for (;; s += 1) {
    pattern_bill(m, 1);
    const char *end = pattern_match(m, s, item_end + 1);
    if (end != NULL) return end;
    if (!pattern_accepts(m, s, p, item_end)) return NULL;
  }
}

// What an item asks for next: nothing more (the result is known), or going on at *s and *p.
typedef enum { ITEM_KNOWN, ITEM_GO_ON } item_outcome;

static item_outcome match_item(matcher *m, const char **s, const char **p, const char **result) {
  const char *item_end = pattern_item_end(m, *p);
  char quantifier = item_end < m->pattern_end ? *item_end : 0;
  bool fits = quantifier == '*' || quantifier == '-' || pattern_accepts(m, *s, *p, item_end);
  *result = NULL;
  switch (quantifier) {
  case '*': *result = match_most(m, *s, *p, item_end, 0); return ITEM_KNOWN;
  case '+': *result = fits ? match_most(m, *s, *p, item_end, 1) : NULL; return ITEM_KNOWN;
  case '-': *result = match_fewest(m, *s, *p, item_end); return ITEM_KNOWN;
  case '?':
    if (fits && (*result = pattern_match(m, *s + 1, item_end + 1)) != NULL) return ITEM_KNOWN;
    *p = item_end + 1;
    return ITEM_GO_ON;
  default:
    if (!fits) return ITEM_KNOWN;
    *s += 1;
    *p = item_end;
    return ITEM_GO_ON;
  }
}

static item_outcome match_escape(matcher *m, const char **s, const char **p, const char **result) {
  char kind = *p + 1 < m->pattern_end ? (*p)[1] : 0;
  const char *end = NULL, *after = *p + 2;
  *result = NULL;
  if (kind == 'b') {
    end = match_balance(m, *s, after);
    after += 2;
  } else if (kind == 'f') {
    end = match_frontier(m, *s, after, &after) ? *s : NULL;
  } else if (kind >= '0' && kind <= '9') {
    end = match_capture(m, *s, kind);
  } else {
    return match_item(m, s, p, result);
  }
  if (end == NULL) return ITEM_KNOWN;
  *s = end;
  *p = after;
  return ITEM_GO_ON;
}

static item_outcome match_next(matcher *m, const char **s, const char **p, const char **result) {
  switch (**p) {
  case '(':
    if (*p + 1 < m->pattern_end && (*p)[1] == ')') {
      *result = open_capture(m, *s, *p + 2, PATTERN_POSITION);
    } else {
      *result = open_capture(m, *s, *p + 1, PATTERN_OPEN);
    }
    return ITEM_KNOWN;
  case ')': *result = close_capture(m, *s, *p + 1); return ITEM_KNOWN;
  case '%': return match_escape(m, s, p, result);
  case '$':
    if (*p + 1 == m->pattern_end) {
      *result = *s == m->text_end ? *s : NULL;
      return ITEM_KNOWN;
    }
  }
  return match_item(m, s, p, result);
}

// RAISES. Where the match that begins at s ends, or NULL.
const char *pattern_match(matcher *m, const char *s, const char *p) {
  if (m->depth >= PATTERN_DEPTH) luaL_error(m->L, "pattern too complex");
  m->depth += 1;
  const char *result = s;
  while (p != m->pattern_end) {
    pattern_bill(m, 1);
    if (match_next(m, &s, &p, &result) == ITEM_KNOWN) break;
    result = s;
  }
  m->depth -= 1;
  return result;
}
