#include "records.h"

// Lists and maps inside records, and lists of records: read only, decoded all at once with the
// first read.

// RAISES.
void frozen_push(lua_State *L, wire_reader *reader, bool is_list) {
  LEAVES(L, 1);
  luaL_checkstack(L, 8, NULL);
  int kept = wire_keep(L, reader);
  wire_cursor *cursor = &reader->cursor;
  const uint8_t *start = cursor->at - 1;
  if (!wire_has(cursor, 4)) wire_malformed(L);
  size_t count = (size_t)wire_take(cursor, 4);
  if (!wire_has(cursor, count)) wire_malformed(L);
  cursor->at += count;
  frozen *made = lua_newuserdatauv(L, sizeof(frozen), 2);
  made->head = (record_head){is_list ? RECORD_LIST : RECORD_MAP, start, (uint32_t)(count + 5)};
  lua_pushvalue(L, kept);
  lua_setiuservalue(L, -2, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, is_list ? reader->box->list_ref : reader->box->map_ref);
  lua_setmetatable(L, -2);
}

static void read_list(lua_State *L, wire_reader *reader) {
  lua_newtable(L);
  for (lua_Integer i = 1; reader->cursor.at < reader->cursor.end; i += 1) {
    wire_push_value(L, reader);
    lua_rawseti(L, -2, i);
  }
}

// Keys stand twice in the table: name → value, and position → name for the order.
static void read_map(lua_State *L, wire_reader *reader) {
  lua_newtable(L);
  for (lua_Integer i = 1; reader->cursor.at < reader->cursor.end; i += 1) {
    wire_push_pair(L, reader);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -4, i);
    lua_rawset(L, -3);
  }
}

// RAISES. Pushes the table of values of the list or map at an absolute index.
void frozen_push_table(lua_State *L, int index) {
  LEAVES(L, 1);
  frozen *it = lua_touserdata(L, index);
  if (lua_getiuservalue(L, index, 2) == LUA_TTABLE) return;
  lua_pop(L, 1);
  luaL_checkstack(L, 16, NULL);
  box_charge(L, it->head.count / 32);
  lua_getiuservalue(L, index, 1);
  wire_reader reader = record_reader(L, &it->head, 5);
  if (it->head.kind == RECORD_LIST) read_list(L, &reader);
  else read_map(L, &reader);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, 2);
  lua_remove(L, -2);
}

// RAISES. Where a library function reads the values of the list at an index: pushes their table for
// that, which the function must never hand out. 0 if there is no list.
int frozen_source(lua_State *L, int index) {
  record_head *head = record_at(L, index);
  if (head == NULL || head->kind != RECORD_LIST) return 0;
  frozen_push_table(L, lua_absindex(L, index));
  return lua_gettop(L);
}

GATE(read_list_item, .unread = GATE_ALL) {
  frozen_push_table(L, 1);
  lua_pushvalue(L, 2);
  if (lua_type(L, 2) == LUA_TNUMBER) {
    lua_rawget(L, -2);
    return 1;
  }
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return box_error(L, "a list is read by position, not by '%s'", key);
}

GATE(read_map_item, .unread = GATE_ALL) {
  frozen_push_table(L, 1);
  lua_pushvalue(L, 2);
  if (lua_type(L, 2) == LUA_TSTRING) lua_rawget(L, -2);
  else lua_pushnil(L);
  return 1;
}

GATE(count_list, .unread = GATE_ALL) {
  frozen_push_table(L, 1);
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
  return 1;
}

GATE(count_nothing, .unread = GATE_ALL) {
  lua_pushinteger(L, 0);
  return 1;
}

GATE(next_item, .unread = GATE_ALL) {
  record_head *head = record_at(L, 1);
  if (head == NULL || head->kind == RECORD_FIELDS) return luaL_typeerror(L, 1, "list");
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(1)) + 1;
  frozen_push_table(L, 1);
  if (lua_rawgeti(L, -1, i) == LUA_TNIL) return 0;
  lua_pushinteger(L, i);
  lua_replace(L, lua_upvalueindex(1));
  if (head->kind == RECORD_LIST) {
    lua_pushinteger(L, i);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushvalue(L, -1);
  lua_rawget(L, -3);
  return 2;
}

GATE(pairs_of_items, .unread = GATE_ALL) {
  lua_pushinteger(L, 0);
  gate_push(L, next_item, 1);
  lua_pushvalue(L, 1);
  return 2;
}

// RAISES. Pushes the metatable that all lists, or all maps, of a sandbox share.
void frozen_push_metatable(lua_State *L, bool is_list) {
  LEAVES(L, 1);
  const luaL_Reg members[] = {
    {"__index", is_list ? read_list_item : read_map_item},
    {"__len", is_list ? count_list : count_nothing},
    {"__newindex", record_write},
    {"__pairs", pairs_of_items},
    {NULL, NULL},
  };
  lua_createtable(L, 0, 6);
  gate_add(L, members);
  lua_pushstring(L, is_list ? "list" : "map");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
}
