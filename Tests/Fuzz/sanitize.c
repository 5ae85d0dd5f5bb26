// Runs everything through the sandbox under sanitizers: hostile files, inputs of the fuzzers, and
// such inputs with bytes flipped. Arguments: a kind (wire, pattern, sandbox,
// library, file), then files; or `sweep` alone, for every function with every argument.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "plugin.h"

enum { MOST_BYTES = 1 << 20, FLIPPED = 200, MEMORY = 16 << 20 };

typedef const char *(*target)(const uint8_t *bytes, size_t count);

// A whole plugin, with the limits that plugins have.
static const char *play_file(const uint8_t *bytes, size_t count) {
  plugin it;
  if (!plugin_open(&it, MEMORY)) return "no sandbox";
  sandbox_budget budget = {1000000, sandbox_now() + 20000000000u};
  plugin_run(&it, (sandbox_bytes){bytes, count}, &budget);
  sandbox_statistics used = sandbox_read_statistics(it.box);
  plugin_close(&it);
  return used.peak <= MEMORY + (256 << 10) ? NULL : "more memory than the limit";
}

static target find(const char *kind) {
  if (strcmp(kind, "wire") == 0) return fuzz_wire;
  if (strcmp(kind, "pattern") == 0) return fuzz_pattern;
  if (strcmp(kind, "sandbox") == 0) return fuzz_sandbox;
  if (strcmp(kind, "library") == 0) return fuzz_library;
  return strcmp(kind, "file") == 0 ? play_file : NULL;
}

// The same numbers in every run (xorshift).
static uint64_t next_number(void) {
  static uint64_t state = 88172645463325252u;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static bool is_well(const char *name, target run, const uint8_t *bytes, size_t count) {
  const char *wrong = run(bytes, count);
  if (wrong != NULL) fprintf(stderr, "%s: %s\n", name, wrong);
  return wrong == NULL;
}

static bool flip_and_run(const char *name, target run, uint8_t *bytes, size_t count) {
  bool well = true;
  for (int i = 0; well && count > 0 && i < FLIPPED; i += 1) {
    bytes[next_number() % count] = (uint8_t)next_number();
    well = is_well(name, run, bytes, count);
  }
  return well;
}

static const char *current = "";

void __asan_on_error(void);
void __asan_on_error(void) { fprintf(stderr, "while running %s\n", current); }

static bool run_file(const char *kind, const char *name) {
  static uint8_t bytes[MOST_BYTES];
  FILE *file = fopen(name, "rb");
  if (file == NULL) return false;
  size_t count = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  current = name;
  target run = find(kind);
  if (!is_well(name, run, bytes, count)) return false;
  bool flips = run == fuzz_wire || run == fuzz_pattern || run == fuzz_library;
  return !flips || flip_and_run(name, run, bytes, count);
}

static int sweep(void) {
  int64_t functions = 1, done = 0;
  for (; done < functions; done += 1) {
    const char *wrong = sweep_library(done + 1, &functions);
    if (wrong == NULL) continue;
    fprintf(stderr, "function %lld of the library: %s\n", (long long)done + 1, wrong);
    return 1;
  }
  printf("sweep: %lld functions, nothing found\n", (long long)done);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "sweep") == 0) return sweep();
  if (count < 3 || find(arguments[1]) == NULL) return 2;
  for (int i = 2; i < count; i += 1) {
    if (!run_file(arguments[1], arguments[i])) return 1;
  }
  printf("%s: %d files, nothing found\n", arguments[1], count - 2);
  return 0;
}
