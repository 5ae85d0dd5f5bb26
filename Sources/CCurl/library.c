#include "exchange.h"

#include <dlfcn.h>

web_library web_curl;

static bool find(void *library, const char *name, void *place) {
  void *found = dlsym(library, name);
  *(void **)place = found;
  return found != NULL;
}

bool web_load(void) {
  static bool is_loaded;
  if (is_loaded) return true;
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return false;
  bool found = find(library, "curl_global_init", &web_curl.global_init) &&
               find(library, "curl_easy_init", &web_curl.easy_init) &&
               find(library, "curl_easy_setopt", &web_curl.set) &&
               find(library, "curl_easy_perform", &web_curl.perform) &&
               find(library, "curl_easy_getinfo", &web_curl.get) &&
               find(library, "curl_easy_cleanup", &web_curl.cleanup) &&
               find(library, "curl_easy_strerror", &web_curl.strerror) &&
               find(library, "curl_slist_append", &web_curl.append) &&
               find(library, "curl_slist_free_all", &web_curl.free_list) &&
               find(library, "curl_version", &web_curl.version);
  is_loaded = found && web_curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return is_loaded;
}

const char *web_version(void) { return web_load() ? web_curl.version() : NULL; }
