#ifndef CRASH_SITE_H
#define CRASH_SITE_H

#include "crash.h"

struct crash_site {
  const char *plugin;
  const char *words;
  const char *trail;
  const char *report;
};

#endif
