#include "box.h"

// Finds the known name nearest to a wrong one: the fewest letters to insert, delete, replace or
// swap, and not too many.

void box_nearest_begin(box_nearest *search, const char *wanted, size_t count) {
  search->wanted = wanted;
  search->count = count;
  search->best[0] = 0;
  search->distance = count < 4 ? 1 : count < 8 ? 2 : 3;
  search->distance += 1;
}

static int least(int a, int b) { return a < b ? a : b; }

static int distance(const char *a, int a_count, const char *b, int b_count) {
  int rows[3][64];
  for (int j = 0; j <= b_count; j += 1) rows[0][j] = j;
  for (int i = 1; i <= a_count; i += 1) {
    int *row = rows[i % 3], *above = rows[(i - 1) % 3], *swap = rows[(i + 1) % 3];
    row[0] = i;
    for (int j = 1; j <= b_count; j += 1) {
      int same = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = least(least(row[j - 1] + 1, above[j] + 1), above[j - 1] + same);
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = least(row[j], swap[j - 2] + 1);
    }
  }
  return rows[a_count % 3][b_count];
}

void box_nearest_try(box_nearest *search, const char *name, size_t count) {
  if (count == 0 || count >= 63 || search->count >= 63) return;
  int far = distance(search->wanted, (int)search->count, name, (int)count);
  if (far >= search->distance || (size_t)far >= search->count) {
    bool equal = far == search->distance && search->best[0] != 0;
    if (!equal || strncmp(name, search->best, count) >= 0) return;  // of equals the first by bytes
  }
  search->distance = far;
  memcpy(search->best, name, count);
  search->best[count] = 0;
}

// What trying a name costs, in instructions.
int box_nearest_cost(const box_nearest *search, size_t count) {
  enum { PLACES_PER_INSTRUCTION = 16 };
  bool tried = count < 63 && search->count < 63;
  return 2 + (tried ? (int)(count * search->count / PLACES_PER_INSTRUCTION) : 0);
}

// RAISES when the sandbox is killed. Tries the string keys of a table, raw.
void box_nearest_table(lua_State *L, int index, box_nearest *search) {
  int table = lua_absindex(L, index);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) continue;
    size_t count;
    const char *name = lua_tolstring(L, -1, &count);
    box_charge(L, box_nearest_cost(search, count));
    box_nearest_try(search, name, count);
  }
}
