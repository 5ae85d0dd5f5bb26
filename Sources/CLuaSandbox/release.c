#include <lua.h>

#include "sandbox.h"

const char *sandbox_lua_ident(void) { return lua_ident; }
