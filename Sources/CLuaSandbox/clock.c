#include "box.h"

#include <time.h>

// os.time, os.date and os.difftime, by the clock that the host sets; always UTC.

// Days from 1970-01-01 to a day of the proleptic Gregorian calendar (Hinnant, "chrono-compatible
// low-level date algorithms").
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day) {
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  if (month < 1) {
    month += 12;
    year -= 1;
  }
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468 + day - 1;
}

static int64_t field(lua_State *L, const char *name, int64_t otherwise) {
  LEAVES(L, 0);
  int is_integer;
  lua_pushstring(L, name);
  if (lua_rawget(L, 1) == LUA_TNIL && otherwise >= 0) {
    lua_pop(L, 1);
    return otherwise;
  }
  box_bill_text(L, -1);
  lua_Integer value = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer) luaL_error(L, "field '%s' missing in date table, or not an integer", name);
  if (value > INT32_MAX || value < INT32_MIN) luaL_error(L, "field '%s' is out-of-bound", name);
  lua_pop(L, 1);
  return value;
}

static int64_t now(lua_State *L) {
  int64_t clock = box_of(L)->clock;
  return clock / 1000 - (clock % 1000 < 0);
}

GATE(time_of, .unread = GATE_ALL) {
  if (lua_isnoneornil(L, 1)) {
    lua_pushinteger(L, now(L));
    return 1;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  int64_t days = days_from_civil(field(L, "year", -1), field(L, "month", -1), field(L, "day", -1));
  int64_t seconds = field(L, "hour", 12) * 3600 + field(L, "min", 0) * 60 + field(L, "sec", 0);
  lua_pushinteger(L, days * 86400 + seconds);
  return 1;
}

static void push_parts(lua_State *L, const struct tm *parts) {
  const struct {
    const char *name;
    lua_Integer value;
  } fields[] = {
    {"year", (lua_Integer)parts->tm_year + 1900}, {"month", parts->tm_mon + 1}, {"day", parts->tm_mday},
    {"hour", parts->tm_hour},        {"min", parts->tm_min},       {"sec", parts->tm_sec},
    {"yday", parts->tm_yday + 1},    {"wday", parts->tm_wday + 1},
  };
  lua_createtable(L, 0, 9);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i += 1) {
    lua_pushinteger(L, fields[i].value);
    lua_setfield(L, -2, fields[i].name);
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "isdst");
}

static void add_conversion(
  lua_State *L, luaL_Buffer *text, char conversion, const struct tm *parts) {
  static const char known[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
  if (conversion == 0 || strchr(known, conversion) == NULL) {
    luaL_error(L, "invalid conversion specifier '%%%c'", conversion);
  }
  box_charge(L, 10);
  char format[] = {'%', conversion, 0}, result[128];
  luaL_addlstring(text, result, strftime(result, sizeof result, format, parts));
}

GATE(date, .unread = GATE_UNREAD(1)) {
  size_t count;
  const char *format = luaL_optlstring(L, 1, "%c", &count);
  time_t at = (time_t)(lua_isnoneornil(L, 2) ? now(L) : luaL_checkinteger(L, 2));
  const char *end = lua_isnoneornil(L, 1) ? format + 2 : format + count;
  struct tm parts;
  if (gmtime_r(&at, &parts) == NULL) {
    return luaL_error(L, "date result cannot be represented in this installation");
  }
  if (format < end && *format == '!') format += 1;
  if (strncmp(format, "*t", 2) == 0) {
    push_parts(L, &parts);
    return 1;
  }
  box_charge(L, 2);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (; format < end; format += 1) {
    box_charge(L, 1);
    if (*format != '%') luaL_addchar(&text, *format);
    else add_conversion(L, &text, *++format, &parts);
  }
  luaL_pushresult(&text);
  return 1;
}

GATE(difference, .cost = 0) {
  lua_pushnumber(L, luaL_checknumber(L, 1) - luaL_checknumber(L, 2));
  return 1;
}

void box_open_clock(lua_State *L) {
  const luaL_Reg functions[] = {
    {"date", date}, {"difftime", difference}, {"time", time_of}, {NULL, NULL}};
  gate_new(L, LUA_OSLIBNAME, functions);
}
