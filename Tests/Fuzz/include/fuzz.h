// What the fuzzers drive, as functions: each takes any bytes, and returns NULL or what is wrong.
// `Tests/Fuzz/entry.c` makes a fuzzer of one, `sanitize.c` and the tests replay inputs through all.
#ifndef DOCKET_FUZZ_H
#define DOCKET_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// Bytes as the values that the host hands over: walked by Lua, and handed back.
const char *fuzz_wire(const uint8_t *bytes, size_t count);
// A function, a text, a replacement and a pattern: the same as in stock Lua.
const char *fuzz_pattern(const uint8_t *bytes, size_t count);
// A text as a plugin: loaded, its handlers fired, unloaded, within its limits.
const char *fuzz_sandbox(const uint8_t *bytes, size_t count);

#endif
