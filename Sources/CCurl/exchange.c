#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "exchange.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

web_exchange *web_begin(void) {
  web_exchange *exchange = calloc(1, sizeof *exchange);
  if (exchange == NULL) return NULL;
  exchange->handle = web_curl.easy_init();
  if (exchange->handle != NULL) return exchange;
  free(exchange);
  return NULL;
}

void web_end(web_exchange *exchange) {
  web_curl.cleanup(exchange->handle);
  web_curl.free_list(exchange->headers);
  free(exchange->head.start);
  free(exchange->body.start);
  free(exchange);
}

bool web_add_header(web_exchange *exchange, const char *line) {
  struct curl_slist *longer = web_curl.append(exchange->headers, line);
  if (longer == NULL) return false;
  exchange->headers = longer;
  return true;
}

static bool set(web_exchange *exchange, CURLoption option, long value) {
  return web_curl.set(exchange->handle, option, value) == CURLE_OK;
}

static bool set_text(web_exchange *exchange, CURLoption option, const char *value) {
  return web_curl.set(exchange->handle, option, value) == CURLE_OK;
}

// No proxy, no name and password from files, no cookies, no redirects, no other protocols: what is
// not asked for does not happen.
static bool confine(web_exchange *exchange) {
  return set_text(exchange, CURLOPT_PROXY, "") && set_text(exchange, CURLOPT_NOPROXY, "*") &&
         set(exchange, CURLOPT_NETRC, CURL_NETRC_IGNORED) &&
         set_text(exchange, CURLOPT_PROTOCOLS_STR, "http,https") &&
         set(exchange, CURLOPT_FOLLOWLOCATION, 0) &&
         set(exchange, CURLOPT_DISALLOW_USERNAME_IN_URL, 1) &&
         set(exchange, CURLOPT_SSL_VERIFYPEER, 1) && set(exchange, CURLOPT_SSL_VERIFYHOST, 2) &&
         set(exchange, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2) &&
         set(exchange, CURLOPT_HTTP09_ALLOWED, 0) && set(exchange, CURLOPT_FORBID_REUSE, 1) &&
         set(exchange, CURLOPT_PATH_AS_IS, 1) && set(exchange, CURLOPT_NOSIGNAL, 1);
}

static bool set_body(web_exchange *exchange, const web_request *request) {
  if (strcmp(request->method, "HEAD") == 0) return set(exchange, CURLOPT_NOBODY, 1);
  if (request->has_body) {
    const char *start = request->body.count > 0 ? (const char *)request->body.start : "";
    web_curl.set(
      exchange->handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.count);
    if (!set_text(exchange, CURLOPT_POSTFIELDS, start)) return false;
  }
  return set_text(exchange, CURLOPT_CUSTOMREQUEST, request->method);
}

enum { CONNECT_MILLISECONDS = 10000 };

static bool prepare(web_exchange *exchange, const web_request *request) {
  int64_t connecting = request->milliseconds;
  if (connecting > CONNECT_MILLISECONDS) connecting = CONNECT_MILLISECONDS;
  exchange->head.limit = request->head_limit;
  exchange->body.limit = request->body_limit;
  web_curl.set(exchange->handle, CURLOPT_ERRORBUFFER, exchange->detail);
  // A name server that does not answer is not waited for at the end.
  web_curl.set(exchange->handle, CURLOPT_QUICK_EXIT, 1L);
  web_listen(exchange);
  return confine(exchange) && set_text(exchange, CURLOPT_URL, request->url) &&
         set(exchange, CURLOPT_TIMEOUT_MS, (long)request->milliseconds) &&
         set(exchange, CURLOPT_CONNECTTIMEOUT_MS, (long)connecting) &&
         (request->certificates == NULL ||
          set_text(exchange, CURLOPT_CAINFO, request->certificates)) &&
         web_curl.set(exchange->handle, CURLOPT_HTTPHEADER, exchange->headers) == CURLE_OK &&
         set_body(exchange, request);
}

// Writing to a connection that the other side has closed must not end the program: the signal is
// held back on this thread, and taken away if it came.
static CURLcode perform_quietly(CURL *handle) {
  sigset_t pipe, before, waiting;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&waiting);
  bool was_waiting = sigismember(&waiting, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  CURLcode code = web_curl.perform(handle);
  struct timespec at_once = {0, 0};
  if (!was_waiting) sigtimedwait(&pipe, NULL, &at_once);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return code;
}

static web_outcome outcome(const web_exchange *exchange, CURLcode code) {
  if (code == CURLE_OK) return WEB_ANSWERED;
  if (exchange->stopped) return WEB_STOPPED;
  if (exchange->body.is_over) return WEB_BODY_TOO_LARGE;
  if (exchange->head.is_over) return WEB_HEAD_TOO_LARGE;
  if (exchange->refused > 0 && exchange->permitted == 0) return WEB_NOT_PERMITTED;
  switch (code) {
  case CURLE_OPERATION_TIMEDOUT: return WEB_TIMED_OUT;
  case CURLE_COULDNT_RESOLVE_HOST: return WEB_UNKNOWN_HOST;
  case CURLE_COULDNT_CONNECT: return WEB_NOT_CONNECTED;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_INVALIDCERTSTATUS: return WEB_NOT_TRUSTED;
  default: return WEB_BROKEN;
  }
}

web_outcome web_run(web_exchange *exchange, const web_request *request, const web_watch *watch) {
  exchange->watch = watch;
  bool is_ready = prepare(exchange, request);
  CURLcode code = is_ready ? perform_quietly(exchange->handle) : CURLE_FAILED_INIT;
  if (exchange->detail[0] == 0) {
    strncpy(exchange->detail, web_curl.strerror(code), sizeof exchange->detail - 1);
  }
  web_curl.get(exchange->handle, CURLINFO_RESPONSE_CODE, &exchange->status);
  return outcome(exchange, code);
}

int32_t web_status(const web_exchange *exchange) { return (int32_t)exchange->status; }

web_bytes web_head(const web_exchange *exchange) {
  return (web_bytes){exchange->head.start, exchange->head.count};
}

web_bytes web_body(const web_exchange *exchange) {
  return (web_bytes){exchange->body.start, exchange->body.count};
}

const char *web_detail(const web_exchange *exchange) { return exchange->detail; }
