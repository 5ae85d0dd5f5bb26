#include "box.h"

// math.random with a generator of the sandbox's own, xoshiro256** (Blackman and Vigna, 2018), so
// that a seed from the host makes every run the same.

static uint64_t rotate(uint64_t value, int by) { return value << by | value >> (64 - by); }

static uint64_t next(uint64_t *state) {
  uint64_t result = rotate(state[1] * 5, 7) * 9;
  uint64_t shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate(state[3], 45);
  return result;
}

// Most calls draw nothing, so the state is filled by the first that does.
void box_seed(sandbox *box, uint64_t seed) {
  box->seed = seed;
  box->seeded = false;
}

// Fills the state by splitmix64, as its authors advise.
static uint64_t *seeded(sandbox *box) {
  if (box->seeded) return box->random;
  box->seeded = true;
  uint64_t seed = box->seed;
  for (int i = 0; i < 4; i += 1) {
    seed += 0x9e3779b97f4a7c15u;
    uint64_t mixed = (seed ^ seed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    box->random[i] = mixed ^ mixed >> 31;
  }
  return box->random;
}

// Uniform in 0...range: draws again what falls outside the smallest mask of ones that covers the
// range.
static uint64_t below_or_equal(uint64_t *state, uint64_t range) {
  uint64_t mask = range;
  for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
  for (;;) {
    uint64_t drawn = next(state) & mask;
    if (drawn <= range) return drawn;
  }
}

GATE(random_number, .cost = 0) {
  uint64_t *state = seeded(box_of(L));
  int given = lua_gettop(L);
  if (given == 0) {
    lua_pushnumber(L, (lua_Number)(next(state) >> 11) * 0x1p-53);
    return 1;
  }
  if (given > 2) return luaL_error(L, "wrong number of arguments");
  lua_Integer low = given == 1 ? 1 : luaL_checkinteger(L, 1);
  lua_Integer high = luaL_checkinteger(L, given);
  if (given == 1 && high == 0) {
    lua_pushinteger(L, (lua_Integer)next(state));
    return 1;
  }
  luaL_argcheck(L, low <= high, given, "interval is empty");
  uint64_t range = (uint64_t)high - (uint64_t)low;
  lua_pushinteger(L, (lua_Integer)(below_or_equal(state, range) + (uint64_t)low));
  return 1;
}

// Without a seed there is nothing to do: the host has chosen one.
GATE(seed_random, .cost = 0) {
  if (lua_isnone(L, 1)) return 0;
  lua_Integer seed;
  if (lua_isinteger(L, 1)) {
    seed = lua_tointeger(L, 1);
  } else {
    lua_Number number = luaL_checknumber(L, 1);
    memcpy(&seed, &number, sizeof seed);
  }
  box_seed(box_of(L), (uint64_t)seed ^ (uint64_t)luaL_optinteger(L, 2, 0));
  return 0;
}

// A number may be given as a text of any length, to each of these.
void box_open_math(lua_State *L) {
  LEAVES(L, 0);
  static const gate_stock stock[] = {
    {"abs", stock_reads}, {"acos", stock_reads}, {"asin", stock_reads}, {"atan", stock_reads},
    {"ceil", stock_reads}, {"cos", stock_reads}, {"cosh", stock_reads}, {"deg", stock_reads},
    {"exp", stock_reads}, {"floor", stock_reads}, {"fmod", stock_reads}, {"frexp", stock_reads},
    {"ldexp", stock_reads}, {"log", stock_reads}, {"log10", stock_reads}, {"max", stock_reads},
    {"min", stock_reads}, {"modf", stock_reads}, {"pow", stock_reads}, {"rad", stock_reads},
    {"sin", stock_reads}, {"sinh", stock_reads}, {"sqrt", stock_reads}, {"tan", stock_reads},
    {"tanh", stock_reads}, {"tointeger", stock_reads}, {"type", stock_reads}, {"ult", stock_reads},
    {NULL, NULL},
  };
  const luaL_Reg functions[] = {
    {"random", random_number}, {"randomseed", seed_random}, {NULL, NULL}};
  gate_open(L, LUA_MATHLIBNAME, luaopen_math, stock);
  gate_add(L, functions);
  lua_pop(L, 1);
}
