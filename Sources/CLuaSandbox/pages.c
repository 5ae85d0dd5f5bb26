#include "wire.h"

// Iterators that are answered page by page: the host writes several rows at once, and Lua gets one
// of them with each call.

// The bytes of an answer, and how far they are given. Each row takes its own along, so that one that
// is kept keeps no other.
typedef struct {
  size_t at;
  size_t count;
  uint64_t epoch;  // of the box's rows, when the host wrote them
  uint8_t bytes[];
} page;

enum { FUNCTION = 1, HANDLE = 2, PAGE = 3 };

// RAISES. Asks the host for the next rows; pushes their page, which the upvalue keeps.
static page *ask_for_page(lua_State *L) {
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(HANDLE));
  sandbox_bytes answer = {NULL, 0};
  if (box_ask(L, (int32_t)lua_tointeger(L, lua_upvalueindex(FUNCTION)), 1, &answer) != 0) {
    lua_error(L);
  }
  page *made = lua_newuserdatauv(L, sizeof(page) + answer.count, 0);
  *made = (page){0, answer.count, box_of(L)->rows_epoch};
  if (answer.count > 0) memcpy(made->bytes, answer.start, answer.count);
  lua_pushvalue(L, -1);
  lua_replace(L, lua_upvalueindex(PAGE));
  return made;
}

// Each row costs what a call of the host costs, however many came with one.
GATE(call_pages, .unread = GATE_ALL) {
  sandbox *box = box_of(L);
  box_charge(L, HOST_COST);
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(PAGE));
  page *rows = lua_touserdata(L, 1);
  if (rows == NULL || rows->at == rows->count || rows->epoch != box->rows_epoch) {
    rows = ask_for_page(L);
  } else {
    box_charge(L, SHIM_COST);
  }
  if (rows->count == 0) return 0;
  const uint8_t *start = rows->bytes;
  wire_cursor cursor = {start + rows->at, start + rows->count};
  wire_reader reader = {box, cursor, start, lua_gettop(L), false, 0, true};
  wire_push_next(L, &reader);
  rows->at = (size_t)(reader.cursor.at - start);
  return 1;
}

// RAISES. What the host wrote before it forgot its rows is not given any more.
void box_push_pages(lua_State *L, int32_t function, int64_t handle) {
  lua_pushinteger(L, function);
  lua_pushinteger(L, handle);
  lua_pushnil(L);
  gate_push(L, call_pages, 3);
}
