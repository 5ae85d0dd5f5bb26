#include "pattern.h"

#include <ctype.h>

// The single characters of a pattern: letters, '.', '%a', sets.

// RAISES. Where the item that begins at p ends; its quantifier comes after.
const char *pattern_item_end(matcher *m, const char *p) {
  const char first = *p++;
  if (first == '%') {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (first != '[') return p;
  const char *start = p;
  if (p < m->pattern_end && *p == '^') p += 1;
  do {  // a ']' that comes first is a member
    if (p >= m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    const char c = *p++;
    if (c == '%') p += 1;
  } while (p >= m->pattern_end || *p != ']');
  pattern_bill(m, (size_t)(p - start));
  return p + 1;
}

static bool in_class(int c, int class) {
  bool member;
  switch (tolower(class)) {
  case 'a': member = isalpha(c); break;
  case 'c': member = iscntrl(c); break;
  case 'd': member = isdigit(c); break;
  case 'g': member = isgraph(c); break;
  case 'l': member = islower(c); break;
  case 'p': member = ispunct(c); break;
  case 's': member = isspace(c); break;
  case 'u': member = isupper(c); break;
  case 'w': member = isalnum(c); break;
  case 'x': member = isxdigit(c); break;
  case 'z': member = c == 0; break;  // old, but stock Lua still knows it
  default: return class == c;
  }
  return isupper(class) ? !member : member;
}

// RAISES. Whether c is in the set whose '[' is at p and whose ']' is at last.
bool pattern_in_set(matcher *m, int c, const char *p, const char *last) {
  bool found = true;
  p += 1;
  if (*p == '^') {
    found = false;
    p += 1;
  }
  pattern_bill(m, (size_t)(last - p));
  while (p < last) {
    if (*p == '%') {
      if (in_class(c, (unsigned char)p[1])) return found;
      p += 2;
    } else if (p[1] == '-' && p + 2 < last) {
      if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return found;
      p += 3;
    } else {
      if ((unsigned char)*p == c) return found;
      p += 1;
    }
  }
  return !found;
}

// RAISES. Whether the character at s, if there is one, fits the item p.
bool pattern_accepts(matcher *m, const char *s, const char *p, const char *item_end) {
  if (s >= m->text_end) return false;
  int c = (unsigned char)*s;
  switch (*p) {
  case '.': return true;
  case '%': return in_class(c, (unsigned char)p[1]);
  case '[': return pattern_in_set(m, c, p, item_end - 1);
  default: return (unsigned char)*p == c;
  }
}
