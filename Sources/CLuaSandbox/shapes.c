#include "records.h"

// What stands before the name of a shape in a sentence: nothing where it is written as code is.
static const char *article(const char *name) {
  if (strchr(name, '.') != NULL || name[0] == '(') return "";
  return strchr("aeiou", name[0]) == NULL ? "a " : "an ";
}

// RAISES always, saying what would be right.
static int unknown_field(lua_State *L, const layout_shape *shape, const char *name, size_t count) {
  for (size_t i = 0; i < shape->hint_count; i += 1) {
    const layout_suggestion *hint = &shape->hints[i];
    if (hint->name.count == count && memcmp(hint->name.text, name, count) == 0) {
      return box_error(
        L, "%s%s has no '%s'; did you mean %s?", article(shape->name.text), shape->name.text, name,
        hint->text.text);
    }
  }
  box_nearest search;
  box_nearest_begin(&search, name, count);
  for (size_t i = 0; i < shape->key_count; i += 1) {
    sandbox_bytes key;
    if (layout_key(box_of(L)->layout, shape->keys[i], &key)) {
      box_charge(L, box_nearest_cost(&search, key.count));
      box_nearest_try(&search, (const char *)key.start, key.count);
    }
  }
  for (size_t i = 0; i < shape->method_count; i += 1) {
    box_nearest_try(&search, shape->methods[i].name.text, shape->methods[i].name.count);
  }
  const char *owner = shape->name.text;
  if (search.best[0] == 0) return box_error(L, "%s%s has no '%s'", article(owner), owner, name);
  return box_error(
    L, "%s%s has no '%s'; did you mean '%s'?", article(owner), owner, name, search.best);
}

// Upvalues: name → slot or method, the shape.
GATE(read_field, .unread = GATE_ALL) {
  lua_pushvalue(L, 2);
  int type = lua_rawget(L, lua_upvalueindex(1));
  if (type == LUA_TNUMBER) {
    record_push_field(L, 1, (int)lua_tointeger(L, -1));
    return 1;
  }
  if (type == LUA_TFUNCTION) return 1;
  const layout_shape *shape = lua_touserdata(L, lua_upvalueindex(2));
  if (lua_type(L, 2) != LUA_TSTRING) {
    return box_error(
      L, "%s%s is read by name, not by a %s", article(shape->name.text), shape->name.text,
      luaL_typename(L, 2));
  }
  size_t count;
  const char *name = lua_tolstring(L, 2, &count);
  return unknown_field(L, shape, name, count);
}

GATE_SHARED(record_write, .unread = GATE_ALL) {
  bool named = luaL_getmetafield(L, 1, "__name") == LUA_TSTRING;
  const char *name = named ? lua_tostring(L, -1) : "value";
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
  return box_error(
    L, "%s%s cannot be written to (here: '%s'); it is a snapshot, ask for a change instead",
    article(name), name, key);
}

GATE(count_nothing, .unread = GATE_ALL) {
  lua_pushinteger(L, 0);
  return 1;
}

// The iterator of pairs: upvalue 1 is the last slot that was given. In the order of the shape.
GATE(next_field, .unread = GATE_ALL) {
  record *it = (record *)record_at(L, 1);
  if (it == NULL || it->head.kind != RECORD_FIELDS) return luaL_typeerror(L, 1, "record");
  int slot = (int)lua_tointeger(L, lua_upvalueindex(1)) + 1;
  int last = (int)it->shape->key_count;
  for (; slot <= last; slot += 1) {
    if (record_is_absent(L, it, slot)) continue;
    lua_settop(L, 1);
    wire_push_key(L, it->shape->keys[slot - 1]);
    record_push_field(L, 1, slot);
    if (lua_isnil(L, -1)) continue;
    lua_pushinteger(L, slot);
    lua_replace(L, lua_upvalueindex(1));
    return 2;
  }
  return 0;
}

GATE(pairs_of_record, .unread = GATE_ALL) {
  lua_pushinteger(L, 0);
  gate_push(L, next_field, 1);
  lua_pushvalue(L, 1);
  return 2;
}

static bool is_metamethod(const layout_name *name) {
  return name->count > 2 && memcmp(name->text, "__", 2) == 0;
}

static void push_members(lua_State *L, const layout_shape *shape) {
  lua_createtable(L, 0, (int)(shape->key_count + shape->method_count));
  for (size_t i = 0; i < shape->key_count; i += 1) {
    wire_push_key(L, shape->keys[i]);
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_rawset(L, -3);
  }
  for (size_t i = 0; i < shape->method_count; i += 1) {
    if (is_metamethod(&shape->methods[i].name)) continue;
    lua_pushlstring(L, shape->methods[i].name.text, shape->methods[i].name.count);
    box_push_method(L, shape->methods[i].function);
    lua_rawset(L, -3);
  }
  for (size_t i = 0; i < shape->alias_count; i += 1) {
    lua_pushlstring(L, shape->aliases[i].name.text, shape->aliases[i].name.count);
    lua_pushinteger(L, shape->aliases[i].function);
    lua_rawset(L, -3);
  }
}

// An operator, such as `__concat`, is a function of the host that gets the operands as they are.
static void push_operators(lua_State *L, const layout_shape *shape) {
  for (size_t i = 0; i < shape->method_count; i += 1) {
    if (!is_metamethod(&shape->methods[i].name)) continue;
    box_push_host(L, shape->methods[i].function);
    lua_setfield(L, -2, shape->methods[i].name.text);
  }
}

static void build_metatable(lua_State *L, const layout_shape *shape) {
  lua_createtable(L, 0, 6);
  push_members(L, shape);
  lua_pushlightuserdata(L, (void *)shape);
  gate_push(L, read_field, 2);
  lua_setfield(L, -2, "__index");
  gate_push(L, record_write, 0);
  lua_setfield(L, -2, "__newindex");
  gate_push(L, count_nothing, 0);
  lua_setfield(L, -2, "__len");
  gate_push(L, pairs_of_record, 0);
  lua_setfield(L, -2, "__pairs");
  lua_pushlstring(L, shape->name.text, shape->name.count);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  push_operators(L, shape);
}

// RAISES. Built with the first record of the shape.
void shape_push_metatable(lua_State *L, const layout_shape *shape) {
  LEAVES(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, box_of(L)->shapes_ref);
  if (lua_rawgeti(L, -1, shape->number + 1) == LUA_TNIL) {
    lua_pop(L, 1);
    luaL_checkstack(L, 16, NULL);
    build_metatable(L, shape);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, shape->number + 1);
  }
  lua_remove(L, -2);
}
