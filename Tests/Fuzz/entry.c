// The entry of libFuzzer: TARGET is one of the functions of fuzz.h.
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  const char *wrong = TARGET(bytes, count);
  if (wrong != NULL) {
    fprintf(stderr, "%s\n", wrong);
    abort();
  }
  return 0;
}
