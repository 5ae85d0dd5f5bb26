// What the files of this target share.
#ifndef DOCKET_EXCHANGE_H
#define DOCKET_EXCHANGE_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "web.h"

// The functions of libcurl that are used, found when it is loaded.
typedef struct {
  __typeof__(&curl_global_init) global_init;
  __typeof__(&curl_easy_init) easy_init;
  __typeof__(&curl_easy_setopt) set;
  __typeof__(&curl_easy_perform) perform;
  __typeof__(&curl_easy_getinfo) get;
  __typeof__(&curl_easy_cleanup) cleanup;
  __typeof__(&curl_easy_strerror) strerror;
  __typeof__(&curl_slist_append) append;
  __typeof__(&curl_slist_free_all) free_list;
  __typeof__(&curl_version) version;
} web_library;

extern web_library web_curl;

typedef struct {
  uint8_t *start;
  size_t count, capacity, limit;
  bool is_over;
} web_buffer;

struct web_exchange {
  CURL *handle;
  struct curl_slist *headers;
  web_buffer head, body;
  const web_watch *watch;
  int permitted, refused;
  bool stopped;
  long status;
  char detail[CURL_ERROR_SIZE];
};

// callbacks.c
void web_listen(web_exchange *exchange);

#endif
