// The only door to Lua: a sandbox runs one plugin's code under limits. Nothing here raises, and no
// Lua type is visible.
#ifndef DOCKET_SANDBOX_H
#define DOCKET_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sandbox sandbox;
typedef struct sandbox_layout sandbox_layout;

typedef struct {
  const uint8_t *start;
  size_t count;
} sandbox_bytes;

typedef enum {
  SANDBOX_OK,
  SANDBOX_SYNTAX,
  SANDBOX_RUNTIME,
  SANDBOX_MEMORY,
  SANDBOX_INSTRUCTIONS,
  SANDBOX_DEADLINE,
  SANDBOX_INTERRUPTED,
  SANDBOX_BAD_RESULT,
  SANDBOX_POISONED,
} sandbox_code;

// Why the last call failed. The bytes live until the next call of the same sandbox.
typedef struct {
  sandbox_code code;
  int32_t line;
  sandbox_bytes message;
  sandbox_bytes file;
  sandbox_bytes traceback;
} sandbox_fault;

// What a call may still use; a call takes from it. A deadline is in nanoseconds of CLOCK_MONOTONIC,
// 0 for none; a call moves it by the time in which the machine ran something else.
typedef struct {
  int64_t instructions;
  uint64_t deadline;
} sandbox_budget;

typedef struct {
  size_t used;
  size_t peak;
  size_t limit;
  int64_t instructions;
  uint64_t collections;
  uint64_t calls;
} sandbox_statistics;

// Functions that the sandbox itself asks of its host, beside the layout's own (which count from 0).
// A part of a view is asked for with the view's source (i64) and the key's number (u16).
enum {
  SANDBOX_FUNCTION_SOURCE = -1,
  SANDBOX_FUNCTION_PRINT = -2,
  SANDBOX_FUNCTION_PART = -3,
};

// Runs a function of the host. `answer` is borrowed until the next dispatch of the same depth.
// Returns 0, or 1 when the answer is the text of an error that is to be raised in Lua.
typedef int32_t (*sandbox_dispatch)(
  void *context, int32_t function, sandbox_bytes arguments, sandbox_bytes *answer);

// Whether somebody wants the code that runs to end. Asked every few hundred instructions.
typedef bool (*sandbox_interrupted)(void *context);

// Told of each line that is about to run, with the chunk's name and the line on which its function
// begins, 0 for the chunk itself.
typedef void (*sandbox_line)(void *context, sandbox_bytes chunk, int32_t function, int32_t line);

typedef struct {
  sandbox_bytes name;
  const sandbox_layout *layout;
  sandbox_dispatch dispatch;
  void *context;
  size_t memory;
  size_t log_limit;
  uint64_t seed;
  bool open_globals;
  sandbox_interrupted is_interrupted;  // or NULL
  sandbox_line on_line;                // or NULL
} sandbox_configuration;

// A layout is built by one thread, then shared unchanged by any number of sandboxes; it outlives
// them.
sandbox_layout *sandbox_layout_new(void);
void sandbox_layout_free(sandbox_layout *layout);
bool sandbox_layout_key(sandbox_layout *layout, sandbox_bytes name);
bool sandbox_layout_function(sandbox_layout *layout, sandbox_bytes path);
bool sandbox_layout_shape(
  sandbox_layout *layout, sandbox_bytes name, const uint16_t *keys, size_t key_count);
bool sandbox_layout_method(sandbox_layout *layout, sandbox_bytes name, int32_t function);
bool sandbox_layout_alias(sandbox_layout *layout, sandbox_bytes name, uint16_t key);
bool sandbox_layout_hint(sandbox_layout *layout, sandbox_bytes name, sandbox_bytes text);

// Whether this process's Lua is one that a sandbox can be made of; without, `sandbox_new` makes none.
bool sandbox_is_supported(void);

sandbox *sandbox_new(const sandbox_configuration *configuration);
void sandbox_close(sandbox *box);

// Compiles text; returns a function's number, or 0 after a fault.
int32_t sandbox_load(sandbox *box, sandbox_bytes chunk, sandbox_bytes source);
// Calls a function with the values in `arguments`; or, when `held` is not negative, with the value
// held under that number, which `arguments` replaces unless it is empty.
bool sandbox_call(
  sandbox *box, int32_t function, int32_t held, sandbox_bytes arguments, sandbox_budget *budget,
  sandbox_bytes *results);
bool sandbox_constant(sandbox *box, sandbox_bytes path, sandbox_bytes value);
void sandbox_release(sandbox *box, int32_t function);

// With open globals: what a name means that no global has. The function gets the name; nil leaves it
// undeclared.
void sandbox_resolve_globals(sandbox *box, int32_t function);
// Takes calls again after code was ended for its time, its instructions or an interruption; false
// where memory ran out, which nothing in the sandbox is sure to have survived, and while a call of
// the host still runs.
bool sandbox_revive(sandbox *box);

// Name and digest of the n-th value (from 1) that a function keeps outside itself; false past the
// last. The name lives as long as the function.
bool sandbox_upvalue(
  sandbox *box, int32_t function, int32_t number, sandbox_bytes *name, uint64_t *digest);
// One digest of all that functions, the globals and the modules lead to; false where some of that
// cannot be told.
bool sandbox_kept(sandbox *box, const int32_t *functions, size_t count, uint64_t *digest);
// The file and the first line of a function's text; false for one that is not of Lua. The file's name
// lives as long as the function.
bool sandbox_place(sandbox *box, int32_t function, sandbox_bytes *chunk, int32_t *line);

// While a line is being told: the name of its n-th variable (from 1), empty for one that nobody named;
// false past the last. The name lives as long as the function.
bool sandbox_paused_name(sandbox *box, int32_t number, sandbox_bytes *name);
// The same: what a text comes to there, as values, or false and why it comes to nothing. Not billed.
bool sandbox_paused_answer(sandbox *box, sandbox_bytes text, sandbox_bytes *result);

// From now on parts of views are asked for anew.
void sandbox_forget_parts(sandbox *box);
// From now on rows are asked for anew: what is left of pages is dropped.
void sandbox_forget_rows(sandbox *box);
void sandbox_reseed(sandbox *box, uint64_t seed);
void sandbox_set_clock(sandbox *box, int64_t milliseconds);
bool sandbox_is_poisoned(const sandbox *box);
sandbox_fault sandbox_last_fault(const sandbox *box);
sandbox_statistics sandbox_read_statistics(const sandbox *box);
size_t sandbox_peak_memory(const sandbox *box);
uint64_t sandbox_now(void);
// What the call that runs now may still use, with no deadline where it has none; nothing while none
// runs.
sandbox_budget sandbox_left(const sandbox *box);
// Takes instructions from that: for what the host did for the call elsewhere.
void sandbox_spend(sandbox *box, int64_t instructions);
// Moves the deadline of the call that runs now.
void sandbox_postpone(sandbox *box, uint64_t nanoseconds);

// `$LuaVersion: Lua 5.4.4  Copyright …`, of the library that is loaded, which may be another one
// than that of the headers.
const char *sandbox_lua_ident(void);

#endif
