#include "box.h"

#include <time.h>

static uint64_t reading(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t sandbox_now(void) { return reading(CLOCK_MONOTONIC); }

// Time that the host let pass while the code waited for it is not the code's.
void sandbox_postpone(sandbox *box, uint64_t nanoseconds) {
  if (box->deadline == 0) return;
  box->deadline += nanoseconds;
  box->first_look += nanoseconds;
  box->postponed += nanoseconds;
}

// Before the host's own work, so that what it waits for is not taken for work.
void box_first_look(sandbox *box) {
  if (box->deadline == 0 || box->first_look != 0) return;
  box->first_look = sandbox_now();
  box->ran_before = reading(CLOCK_THREAD_CPUTIME_ID);
}

// Whether the deadline has passed, without the time in which the machine ran something else: on a
// busy machine a plugin is not at fault for that. Waiting is reckoned from a call's first look.
static bool is_late(sandbox *box) {
  if (box->deadline == 0) return false;
  box_first_look(box);
  uint64_t now = sandbox_now();
  if (now <= box->deadline + box->grace) return false;
  uint64_t ran = reading(CLOCK_THREAD_CPUTIME_ID) - box->ran_before;
  uint64_t passed = now > box->first_look ? now - box->first_look : 0;
  uint64_t waited = passed > ran ? passed - ran : 0;
  box->grace = waited < MAX_GRACE ? waited : MAX_GRACE;
  return now > box->deadline + box->grace;
}

// The hook looks the more often the more one instruction may have to go through.
static int interval(const sandbox *box) {
  if (box->wary_of == 0) return HOOK_INTERVAL;
  size_t steps = WARY_BYTES / box->wary_of;
  return steps < 1 ? 1 : steps > WARY_INTERVAL ? WARY_INTERVAL : (int)steps;
}

// Instructions are billed by the hundred, however often the hook looks, so that they cost the same.
static void bill(sandbox *box, int instructions) {
  box->unbilled += instructions;
  if (box->unbilled < HOOK_INTERVAL) return;
  box->unbilled -= HOOK_INTERVAL;
  box->instructions -= HOOK_INTERVAL;
}

static bool is_interrupted(const sandbox *box) {
  return box->is_interrupted != NULL && box->is_interrupted(box->context);
}

// Lines cost time, and are told only where somebody counts them.
static int events(const sandbox *box) {
  return box->on_line == NULL ? LUA_MASKCOUNT : LUA_MASKCOUNT | LUA_MASKLINE;
}

// Whoever is told of lines takes time of its own, which is not the code's.
static void tell_line(lua_State *L, lua_Debug *event) {
  sandbox *box = box_of(L);
  if (!box->armed || !lua_getinfo(L, "S", event) || event->srclen == 0) return;
  size_t mark = event->source[0] == '=' || event->source[0] == '@';
  sandbox_bytes chunk = {(const uint8_t *)event->source + mark, event->srclen - mark};
  box_first_look(box);
  uint64_t start = sandbox_now();
  lua_State *outer = box->paused;
  lua_Debug *outer_event = box->event;
  box->paused = L;
  box->event = event;
  box->on_line(box->context, chunk, event->linedefined, event->currentline);
  box->paused = outer;
  box->event = outer_event;
  sandbox_postpone(box, sandbox_now() - start);
}

static void watch(lua_State *L, lua_Debug *event) {
  sandbox *box = box_of(L);
  if (box->fatal != SANDBOX_OK) {
    box_raise_fatal(L);
    return;
  }
  if (event->event == LUA_HOOKLINE) {
    if (box->on_line != NULL) tell_line(L, event);
    return;
  }
  int passed = lua_gethookcount(L);
  bill(box, passed);
  if (passed != interval(box)) lua_sethook(L, watch, events(box), interval(box));
  box->clock_debt = 0;
  if (box->instructions < 0) {
    box_kill(L, SANDBOX_INSTRUCTIONS);
  } else if (is_late(box)) {
    box_kill(L, SANDBOX_DEADLINE);
  } else if (is_interrupted(box)) {
    box_kill(L, SANDBOX_INTERRUPTED);
  } else {
    box_collect_if_high(L, box->large);
    box->large = 0;
  }
}

// Starts the count afresh, so that what a call costs does not depend on the calls before it.
// Coroutines inherit the hook.
void box_arm(sandbox *box) {
  box->unbilled = 0;
  box->clock_debt = 0;
  if (box->wary_blocks == 0) box->wary_of = 0;  // then nothing is left that is long
  lua_sethook(box->L, watch, events(box), interval(box));
}

// From here on the hook fires at every event. Allocates nothing, as the allocator calls it.
void box_stop(lua_State *L) {
  int all = LUA_MASKCOUNT | LUA_MASKLINE | LUA_MASKCALL | LUA_MASKRET;
  lua_sethook(L, watch, all, 1);
}

// Joining, comparing or going through megabytes is one instruction to Lua: while there are such,
// the hook looks more often.
void box_be_wary(sandbox *box, size_t bytes) {
  if (bytes > box->wary_of) box->wary_of = bytes;
}

// Bills a long text, or a table that was laid out anew, where it is made; the hook looks at once
// whether the next one would fit.
void box_bill_block(sandbox *box, size_t bytes) {
  if (!box->armed || box->current == NULL) return;
  box->instructions -= (int64_t)(bytes / LARGE_PER_INSTRUCTION);
  lua_sethook(box->current, watch, events(box), 1);
}

// RAISES. The error object is a light userdata that no script can make, and while `fatal` is set
// every shim raises it again.
int box_raise_fatal(lua_State *L) {
  lua_pushlightuserdata(L, box_of(L));
  return lua_error(L);
}

// RAISES. From here on nothing of the plugin runs: the hook fires at every instruction, also for
// `__close`.
int box_kill(lua_State *L, sandbox_code code) {
  sandbox *box = box_of(L);
  box->fatal = code;
  box_capture(box, L, 0);
  const char *text = code == SANDBOX_INSTRUCTIONS  ? "used up its budget of instructions"
                     : code == SANDBOX_INTERRUPTED ? "was interrupted"
                                                   : "ran past its deadline";
  box_fault_set(box, code, text, strlen(text));
  box_stop(L);
  return box_raise_fatal(L);
}

// RAISES. Bills work done in C as if it were instructions; looks at the clock once in a while.
void box_charge(lua_State *L, int64_t instructions) {
  sandbox *box = box_of(L);
  if (!box->armed) return;
  if (box->fatal != SANDBOX_OK) box_raise_fatal(L);
  box->instructions -= instructions;
  if (box->instructions < 0) box_kill(L, SANDBOX_INSTRUCTIONS);
  box->clock_debt += instructions;  // so does the allocator
  if (box->clock_debt < LOOK_DEBT) return;
  box->clock_debt = 0;
  if (is_late(box)) box_kill(L, SANDBOX_DEADLINE);
  if (is_interrupted(box)) box_kill(L, SANDBOX_INTERRUPTED);
}

// RAISES. What every shim that enters other code does.
void box_check(lua_State *L) { box_charge(L, SHIM_COST); }

// RAISES. What every loop does at each of its steps: it goes on costing.
void box_step(lua_State *L, lua_Integer step) {
  enum { STEPS = 64, STEPS_PER_INSTRUCTION = 4 };
  if (step % STEPS == STEPS - 1) box_charge(L, STEPS / STEPS_PER_INSTRUCTION);
}

// RAISES. Bills a text before it is read as a number.
void box_bill_text(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TSTRING) return;
  size_t bytes = lua_rawlen(L, index);
  if (bytes >= GATE_RATE) box_charge(L, (int64_t)bytes / GATE_RATE);
}

// RAISES. Looks at the clock now: after work whose size nobody knows, as an error is, for which Lua
// goes through code and libraries to find names.
void box_look(lua_State *L) {
  box_of(L)->clock_debt = LOOK_DEBT;
  box_charge(L, 0);
}
