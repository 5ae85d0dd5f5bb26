// One HTTP request with libcurl, which is loaded when it is first needed: it brings thirty libraries
// with it, and most commands never ask anybody anything.
#ifndef DOCKET_WEB_H
#define DOCKET_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  WEB_ANSWERED,
  WEB_TIMED_OUT,
  WEB_UNKNOWN_HOST,
  WEB_NOT_CONNECTED,
  WEB_NOT_PERMITTED,
  WEB_NOT_TRUSTED,
  WEB_BODY_TOO_LARGE,
  WEB_HEAD_TOO_LARGE,
  WEB_STOPPED,
  WEB_BROKEN,
} web_outcome;

typedef struct {
  const uint8_t *start;
  size_t count;
} web_bytes;

typedef struct {
  const char *method;
  const char *url;
  const char *certificates;  // a file of trusted certificates, or NULL for the system's
  web_bytes body;
  bool has_body;
  int64_t milliseconds;
  size_t body_limit;
  size_t head_limit;
} web_request;

// Asked while a request runs, on the thread that runs it.
typedef struct {
  void *context;
  // Whether to connect to an address of 4 or 16 bytes.
  bool (*permits)(void *context, const uint8_t *address, size_t count, uint16_t port);
  bool (*is_stopped)(void *context);
} web_watch;

typedef struct web_exchange web_exchange;

// Whether libcurl is there; loads it the first time, which is not to be done by two threads at once.
bool web_load(void);
// `libcurl/7.88.1 …`; NULL where libcurl is not there.
const char *web_version(void);

// NULL where there is no memory left. What an exchange gives lives until it is ended.
web_exchange *web_begin(void);
void web_end(web_exchange *exchange);
// A whole line without line end; the caller sees to it that it holds none.
bool web_add_header(web_exchange *exchange, const char *line);
web_outcome web_run(web_exchange *exchange, const web_request *request, const web_watch *watch);

int32_t web_status(const web_exchange *exchange);
// The lines of the answer's headers, each with its line end.
web_bytes web_head(const web_exchange *exchange);
web_bytes web_body(const web_exchange *exchange);
// What libcurl says went wrong.
const char *web_detail(const web_exchange *exchange);

#endif
