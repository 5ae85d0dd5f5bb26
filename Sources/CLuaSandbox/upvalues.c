#include "records.h"

// What functions keep outside themselves, as digests: so that the host can tell that a call changed
// some of it. Nothing here raises or allocates: only raw reads.

enum { MOST_DEPTH = 64, MOST_VALUES = 20000, STACK = 4, BYTES_PER_VALUE = 256 };
enum { SLOTS = 8192, MOST_OBJECTS = SLOTS / 2 };

// Tables and functions are gone through once. Where `exact`, it counts also which ones they are: that
// two names lead to one table can be found again as well.
typedef struct {
  lua_State *L;
  int left;  // how many more values are looked at
  bool exact, cut;  // `cut`: not all of it was seen
  size_t count;
  const void *seen[SLOTS];
} digesting;

static uint64_t mix(uint64_t hash, const void *bytes, size_t count) {
  const uint8_t *byte = bytes;
  for (size_t i = 0; i < count; i += 1) hash = (hash ^ byte[i]) * 0x100000001b3u;
  return hash;
}

static uint64_t digest_value(digesting *it, int index, int depth);

// Whether an object was not gone through before; notes it.
static bool is_new(digesting *it, const void *object) {
  size_t slot = ((uintptr_t)object >> 4) * 0x9e3779b97f4a7c15u % SLOTS;
  while (it->seen[slot] != NULL && it->seen[slot] != object) slot = (slot + 1) % SLOTS;
  if (it->seen[slot] == object) return false;
  if (it->count == MOST_OBJECTS) {
    it->cut = true;
    return false;
  }
  it->count += 1;
  it->seen[slot] = object;
  return true;
}

// The same in whatever order the names come.
static uint64_t digest_table(digesting *it, int index, int depth) {
  uint64_t sum = 0;
  if (lua_getmetatable(it->L, index)) {
    sum = digest_value(it, lua_gettop(it->L), depth) * 31;
    lua_pop(it->L, 1);
  }
  lua_pushnil(it->L);
  while (lua_next(it->L, index)) {
    if (it->left <= 0) {
      it->cut = true;
      lua_pop(it->L, 2);
      break;
    }
    int value = lua_gettop(it->L);
    uint64_t pair[2] = {digest_value(it, value - 1, depth), digest_value(it, value, depth)};
    sum += mix(0xcbf29ce484222325u, pair, sizeof pair);
    lua_pop(it->L, 1);
  }
  return sum;
}

// The text that a function is of; which one on a line, its place tells where that counts.
static uint64_t digest_text(digesting *it, int index) {
  lua_Debug about;
  lua_CFunction native = lua_tocfunction(it->L, index);
  if (native != NULL) return mix(0, &native, sizeof native);
  lua_pushvalue(it->L, index);
  if (!lua_getinfo(it->L, ">S", &about)) return 0;
  uint64_t hash = mix(0, about.source, about.srclen);
  return mix(hash, &about.linedefined, sizeof about.linedefined);
}

// An iterator of the host keeps in its upvalues how far it has come, as closures of Lua do.
static uint64_t digest_function(digesting *it, int index, int depth) {
  uint64_t sum = digest_text(it, index);
  for (int i = 1; lua_getupvalue(it->L, index, i) != NULL; i += 1) {
    sum = sum * 31 + digest_value(it, lua_gettop(it->L), depth);
    lua_pop(it->L, 1);
  }
  return sum;
}

static uint64_t digest_object(digesting *it, int index, int depth) {
  const void *place = lua_topointer(it->L, index);
  uint64_t hash = it->exact ? mix(0, &place, sizeof place) : 0;
  if (!is_new(it, place)) return hash;
  if (lua_type(it->L, index) == LUA_TTABLE) return hash + digest_table(it, index, depth);
  return hash + digest_function(it, index, depth);
}

// Records and lists of the kernel stay as they are. Of views, coroutines and pages of rows it cannot be
// told what they will give.
static uint64_t digest_other(digesting *it, int index, uint64_t hash) {
  const void *place = lua_topointer(it->L, index);
  hash = mix(hash, &place, sizeof place);
  int type = lua_type(it->L, index);
  if (type == LUA_TLIGHTUSERDATA || type == LUA_TNIL) return hash;
  record_head *head = lua_rawlen(it->L, index) < sizeof *head ? NULL : record_at(it->L, index);
  bool is_list = head != NULL && (head->kind == RECORD_LIST || head->kind == RECORD_MAP);
  bool is_record = head != NULL && head->kind == RECORD_FIELDS && !((record *)head)->is_view;
  if (!is_list && !is_record) {
    it->cut = true;
    return hash;
  }
  it->left -= (int)(head->count / BYTES_PER_VALUE);
  return mix(hash, head->bytes, head->count);
}

static uint64_t digest_value(digesting *it, int index, int depth) {
  lua_State *L = it->L;
  int type = lua_type(L, index);
  uint64_t hash = mix(0xcbf29ce484222325u, &type, sizeof type);
  it->left -= 1;
  if (it->left < 0 || depth > MOST_DEPTH || !lua_checkstack(L, STACK)) {
    it->cut = true;
    return hash;
  }
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
  case LUA_TTABLE:
  case LUA_TFUNCTION: return hash + digest_object(it, index, depth + 1);
  default: return digest_other(it, index, hash);
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
      digesting it = {.L = L, .left = MOST_VALUES};
      lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
      is_new(&it, lua_topointer(L, -1));  // what lies behind it is nobody's variable
      lua_pop(L, 1);
      *name = (sandbox_bytes){(const uint8_t *)text, strlen(text)};
      *digest = digest_value(&it, base + 2, 0);
      found = true;
    }
  }
  lua_settop(L, base);
  return found;
}

bool sandbox_kept(sandbox *box, const int32_t *functions, size_t count, uint64_t *digest) {
  lua_State *L = box->L;
  if (box->poisoned || !lua_checkstack(L, STACK)) return false;
  digesting it = {.L = L, .left = MOST_VALUES, .exact = true};
  const int roots[] = {box->globals_ref, box->modules_ref};
  uint64_t sum = 0;
  for (size_t i = 0; i < count + 2; i += 1) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, i < 2 ? roots[i] : functions[i - 2]);
    sum = sum * 31 + digest_value(&it, lua_gettop(L), 0);
    lua_pop(L, 1);
  }
  *digest = sum;
  return !it.cut;
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
