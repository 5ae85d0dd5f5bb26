#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "exchange_names.h"

#include <fcntl.h>
#include <stdio.h>

int exchange_names(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}
