#include "exchange.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static bool append(web_buffer *buffer, const char *bytes, size_t count) {
  if (count > buffer->limit - buffer->count) {
    buffer->is_over = true;
    return false;
  }
  if (buffer->capacity - buffer->count < count) {
    size_t capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity;
    while (capacity - buffer->count < count) capacity *= 2;
    void *start = realloc(buffer->start, capacity);
    if (start == NULL) return false;
    buffer->start = start;
    buffer->capacity = capacity;
  }
  memcpy(buffer->start + buffer->count, bytes, count);
  buffer->count += count;
  return true;
}

// Anything but the number of bytes ends the exchange.
static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  web_exchange *exchange = context;
  return append(&exchange->body, bytes, size * count) ? size * count : 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  web_exchange *exchange = context;
  return append(&exchange->head, bytes, size * count) ? size * count : 0;
}

static int go_on(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  (void)a, (void)b, (void)c, (void)d;
  web_exchange *exchange = context;
  exchange->stopped = exchange->watch->is_stopped(exchange->watch->context);
  return exchange->stopped ? 1 : 0;
}

// The address that is connected to is judged here, whatever name led to it: a name may stand for one
// address when it is looked at and for another when it is used.
static bool is_permitted(const web_watch *watch, const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    struct sockaddr_in four;
    memcpy(&four, address, sizeof four);
    return watch->permits(
      watch->context, (const uint8_t *)&four.sin_addr, 4, ntohs(four.sin_port));
  }
  if (address->sa_family != AF_INET6) return false;
  struct sockaddr_in6 six;
  memcpy(&six, address, sizeof six);
  return watch->permits(
    watch->context, (const uint8_t *)&six.sin6_addr, 16, ntohs(six.sin6_port));
}

static curl_socket_t open_socket(
  void *context, curlsocktype purpose, struct curl_sockaddr *address) {
  web_exchange *exchange = context;
  if (purpose != CURLSOCKTYPE_IPCXN || !is_permitted(exchange->watch, &address->addr)) {
    exchange->refused += 1;
    return CURL_SOCKET_BAD;
  }
  exchange->permitted += 1;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void web_listen(web_exchange *exchange) {
  CURL *handle = exchange->handle;
  web_curl.set(handle, CURLOPT_WRITEFUNCTION, take_body);
  web_curl.set(handle, CURLOPT_WRITEDATA, exchange);
  web_curl.set(handle, CURLOPT_HEADERFUNCTION, take_header);
  web_curl.set(handle, CURLOPT_HEADERDATA, exchange);
  web_curl.set(handle, CURLOPT_XFERINFOFUNCTION, go_on);
  web_curl.set(handle, CURLOPT_XFERINFODATA, exchange);
  web_curl.set(handle, CURLOPT_NOPROGRESS, 0L);
  web_curl.set(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  web_curl.set(handle, CURLOPT_OPENSOCKETDATA, exchange);
}
