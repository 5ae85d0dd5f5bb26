// What the fuzzers drive, as functions: each takes any bytes, and returns NULL or what is wrong.
// `Tests/Fuzz/entry.c` makes a fuzzer of one, `sanitize.c` and the tests replay inputs through all.
#ifndef DOCKET_FUZZ_H
#define DOCKET_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Bytes as the values that the host hands over: walked by Lua, and handed back.
const char *fuzz_wire(const uint8_t *bytes, size_t count);
// A function, a text, a replacement and a pattern: the same as in stock Lua.
const char *fuzz_pattern(const uint8_t *bytes, size_t count);
// A text as a plugin: loaded, its handlers fired, unloaded, within its limits.
const char *fuzz_sandbox(const uint8_t *bytes, size_t count);
// Calls of functions that a sandbox's globals hold, with arguments and in forms as the bytes say.
const char *fuzz_library(const uint8_t *bytes, size_t count);

// One function of the library, by its number from 1, with every kind of argument in every form.
// Sets how many functions there are, if all of it could be done within the memory.
const char *sweep_library(int64_t number, int64_t *functions);

struct sandbox;
// Whether every C function that a state holds is behind the gate; sets how many it found.
const char *audit_gate(struct sandbox *box, int *functions);
// The same for one that was just made; or one with a function that went past the gate.
const char *audit_fresh_sandbox(bool with_intruder, int *functions);

#endif
