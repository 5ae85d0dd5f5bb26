#include "box.h"

// What a function keeps outside itself, as digests: so that the host can tell that a call changed
// some of it. Nothing here raises or allocates: only raw reads.

enum { MOST_DEPTH = 8, STACK = 4, BYTES_PER_VALUE = 256 };

typedef struct {
  lua_State *L;
  int left;  // how many more values are looked at
} digesting;

static uint64_t mix(uint64_t hash, const void *bytes, size_t count) {
  const uint8_t *byte = bytes;
  for (size_t i = 0; i < count; i += 1) hash = (hash ^ byte[i]) * 0x100000001b3u;
  return hash;
}

static uint64_t digest_value(digesting *it, int index, int depth);

// The same in whatever order the names come.
static uint64_t digest_table(digesting *it, int index, int depth) {
  uint64_t sum = 0;
  lua_pushnil(it->L);
  while (it->left > 0 ? lua_next(it->L, index) : (lua_pop(it->L, 1), 0)) {
    int value = lua_gettop(it->L);
    uint64_t pair[2] = {digest_value(it, value - 1, depth), digest_value(it, value, depth)};
    sum += mix(0xcbf29ce484222325u, pair, sizeof pair);
    lua_pop(it->L, 1);
  }
  return sum;
}

static uint64_t digest_function(digesting *it, int index, int depth) {
  uint64_t sum = 0;
  for (int i = 1; !lua_iscfunction(it->L, index); i += 1) {
    const char *name = lua_getupvalue(it->L, index, i);
    if (name == NULL) break;
    if (strcmp(name, "_ENV") != 0) {
      sum = sum * 31 + digest_value(it, lua_gettop(it->L), depth);
    }
    lua_pop(it->L, 1);
  }
  return sum;
}

static uint64_t digest_value(digesting *it, int index, int depth) {
  lua_State *L = it->L;
  int type = lua_type(L, index);
  uint64_t hash = mix(0xcbf29ce484222325u, &type, sizeof type);
  it->left -= 1;
  if (it->left < 0 || depth > MOST_DEPTH || !lua_checkstack(L, STACK)) return hash;
  size_t count = 0;
  switch (type) {
  case LUA_TBOOLEAN: return hash + (uint64_t)lua_toboolean(L, index);
  case LUA_TNUMBER: {
    lua_Number number = lua_tonumber(L, index);
    lua_Integer integer = lua_isinteger(L, index) ? lua_tointeger(L, index) : 0;
    return mix(mix(hash, &number, sizeof number), &integer, sizeof integer);
  }
  case LUA_TSTRING: {
    const char *text = lua_tolstring(L, index, &count);
    it->left -= (int)(count / BYTES_PER_VALUE);
    return mix(hash, text, count);
  }
  case LUA_TTABLE: return hash + digest_table(it, index, depth + 1);
  case LUA_TFUNCTION: return hash + digest_function(it, index, depth + 1);
  default: {
    const void *place = lua_topointer(L, index);
    return mix(hash, &place, sizeof place);
  }
  }
}

bool sandbox_upvalue(
  sandbox *box, int32_t function, int32_t number, sandbox_bytes *name, uint64_t *digest) {
  lua_State *L = box->L;
  if (box->poisoned || !lua_checkstack(L, STACK)) return false;
  int base = lua_gettop(L);
  bool found = false;
  if (lua_rawgeti(L, LUA_REGISTRYINDEX, function) == LUA_TFUNCTION) {
    const char *text = lua_getupvalue(L, base + 1, number);
    if (text != NULL) {
      digesting it = {L, 20000};
      *name = (sandbox_bytes){(const uint8_t *)text, strlen(text)};
      *digest = strcmp(text, "_ENV") == 0 ? 0 : digest_value(&it, base + 2, 0);
      found = true;
    }
  }
  lua_settop(L, base);
  return found;
}

bool sandbox_place(sandbox *box, int32_t function, sandbox_bytes *chunk, int32_t *line) {
  lua_State *L = box->L;
  if (box->poisoned || !lua_checkstack(L, STACK)) return false;
  int base = lua_gettop(L);
  lua_Debug about;
  bool found = lua_rawgeti(L, LUA_REGISTRYINDEX, function) == LUA_TFUNCTION &&
               !lua_iscfunction(L, -1) && lua_getinfo(L, ">S", &about);
  if (found) {
    size_t mark = about.source[0] == '=' || about.source[0] == '@';
    *chunk = (sandbox_bytes){(const uint8_t *)about.source + mark, about.srclen - mark};
    *line = about.linedefined;
  }
  lua_settop(L, base);
  return found;
}
