import Kernel
import PluginHost

/// Lua that calls functions of the API with values that nobody expects.
///
/// What there is to be called comes from the registry, and what a call takes from its documentation:
/// a new function is among them by itself.
enum HostileLua {
  /// `fuzz(seed, calls, held)` makes so many calls; `held` has what methods are called on.
  static func driver(for lane: Lane) -> String {
    let functions = (APIRegistry.functions + (lane == .spec ? APIRegistry.specFunctions : []))
    let list = functions.map { function in
      let isHere = function.lanes.contains(lane)
      return """
        { \(quoted(function.path)), \(isHere), \(parts(function.arguments)),
          \(parts(function.keys)) },
        """
    }
    return """
      local functions = {
      \(list.joined(separator: "\n"))
      }
      \(values)
      \(calling)
      """
  }

  private static func parts(_ parts: [APIPart]) -> String {
    let words = parts.map { "{ \(quoted($0.name)), \(quoted("\($0.type)")) }" }
    return "{ \(words.joined(separator: ", ")) }"
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  private static let values = #"""
    local state = 1
    local function any(count)
      state = state * 6364136223846793005 + 1442695040888963407
      return (state >> 33) % count + 1
    end
    local cyclic = {}
    cyclic.self = cyclic
    local deep = {}
    do
      local inner = deep
      for _ = 1, 40 do inner.x = {} inner = inner.x end
    end
    local long = ("x"):rep(70000)
    local odd = setmetatable({}, { __index = function() return 1 end, __name = {},
      __len = function() return math.mininteger end, __tostring = function() return long end })
    local numbers = {
      0, 1, -1, 7, 60, 3600, math.maxinteger, math.mininteger, math.maxinteger // 1000,
      math.mininteger // 1000, math.maxinteger // 1000 + 1, 9223372036854775, -9223372036854775,
      2^53, 2^53 + 1, 2^53 - 1, -2^53 - 1, 2^63, -2^63, 1e308, -1e308, 0.0, -0.0, 0.5, 1e-300,
      1/0, -1/0, 0/0, 253402300799, 253402300799.999, 253402300800, -62167219200, -62167219201,
      1e15, -1e15, 86400 * 366 * 10000, 4294967296, 2147483647, -2147483648, 16777216,
    }
    local texts = {
      "", " ", "x", long, "\0", "\255\254", "\r\nX: y", "9223372036854775807", "nan", "inf", "1e999",
      "-9223372036854775808", "+9999y", "-9999y", "+120000mo", "99999999999999999999d", "1099511627776w",
      "0000-01-01", "9999-12-31T23:59:59.999-14:00", "99999-01-01", "-0001-01-01", "09:00", "99:99",
      "90m", "10d", "ticket.create", "timer.x", "field.due", "note", "update", "create", "close",
      "subject", "due", "wake", "stage", "priority", "tags", "body", "assignee", "mia", "admin",
      "role:agent", "requester", "day", "week", "month", "UTC", "Pacific/Kiritimati", "../etc/passwd",
      "%Y-%m-%d %H:%M:%S.%f%z", "%", "is:open", "due:..+9999y", "created:-9999y..", "limit:0",
      "id:9223372036854775807", "limit:9223372036854775807", "due:$v", "sort:-due", "(((((", "integer",
      "time", "duration", "json", "csv", "internal", "public", "en", "{a}{b}{a}", "inbox", "support",
      "GET", "https://example.com/", "aGVsbG8=", "====", "{\"a\":1e400}", "[" .. ("["):rep(100),
    }
    local others = {
      true, false, docket.none, cyclic, deep, odd, function() return 1 end, print, math.huge,
      coroutine.create(function() end), string, docket,
    }
    local keys = { "at", "v", "name", "limit", "x", "add", "remove", "self", "by", "till", "data" }
    local value
    local function list(depth)
      local made = {}
      for n = 1, any(4) do made[n] = value(depth + 1) end
      return made
    end
    value = function(depth)
      local kind = any(10)
      if kind <= 4 then return numbers[any(#numbers)] end
      if kind <= 6 then return texts[any(#texts)] end
      if kind == 7 then return others[any(#others)] end
      if kind == 8 or depth > 3 then return nil end
      if kind == 9 then return list(depth) end
      local made = {}
      for _ = 1, any(4) do made[keys[any(#keys)]] = value(depth + 1) end
      return made
    end
    """#

  private static let calling = #"""
    -- A value of about the kind that is documented, most of the time.
    local function fit(kind, depth)
      if any(4) == 1 then return value(depth) end
      if kind:find("list") then return list(depth) end
      if kind:find("number") or kind:find("time") then return numbers[any(#numbers)] end
      if kind:find("duration") then return any(2) == 1 and numbers[any(#numbers)] or texts[any(#texts)] end
      if kind:find("text") or kind:find("query") then return texts[any(#texts)] end
      if kind:find("function") then return function() return numbers[any(#numbers)] end end
      if kind:find("true") then return any(2) == 1 end
      return value(depth)
    end
    local function options(parts)
      if #parts == 0 then return value(0) end
      local made = {}
      for _, part in ipairs(parts) do
        if any(3) > 1 then made[part[1]] = fit(part[2], 1) end
      end
      if any(6) == 1 then made[keys[any(#keys)]] = value(1) end
      return made
    end
    local function arguments(entry)
      local made, count = {}, 0
      if any(8) == 1 then
        count = any(6) - 1
        for n = 1, count do made[n] = value(0) end
        return made, count
      end
      for n, part in ipairs(entry[3]) do
        local isOptions = n == #entry[3] and #entry[4] > 0
        if isOptions then made[n] = options(entry[4]) else made[n] = fit(part[2], 0) end
        count = n
      end
      if #entry[3] == 0 then made[1] = options(entry[4]) count = 1 end
      return made, count
    end
    local function find(path, held)
      local owner, method = path:match("^([a-z]+):([a-z_]+)$")
      if owner then
        local object = held[owner]
        if object == nil then return nil end
        return object[method], object
      end
      local found = _G
      for name in path:gmatch("[^.]+") do found = found[name] end
      return found
    end
    local here = {}
    for _, entry in ipairs(functions) do if entry[2] then here[#here + 1] = entry end end
    local function fuzz(seed, calls, held)
      state = seed
      for _ = 1, calls do
        local entry = any(6) == 1 and functions[any(#functions)] or here[any(#here)]
        local isKept = entry[1] == "change:refuse" and seed % 2 == 0 or entry[1] == "docket.script"
          or entry[1] == "spec.desk.advance" or entry[1] == "spec.desk.http"
        if not isKept then
          local made, count = arguments(entry)
          local isFound, called, object = pcall(find, entry[1], held)
          if isFound and called then
            if object ~= nil then pcall(called, object, table.unpack(made, 1, count))
            else pcall(called, table.unpack(made, 1, count)) end
          end
        end
      end
      print("fuzzed")
    end
    """#
}
