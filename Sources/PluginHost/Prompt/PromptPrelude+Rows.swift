extension PromptPrelude {
  /// Rows of tickets and entries: mapped, filtered, sorted, added up.
  static let rows = #"""
    local names, me = ...
    local limits = { depth = 6, width = 100, rows = 50, grid = 1000, values = 8000, text = 100000, bytes = 1000 }
    local docket, type, next, rawget, getmetatable = docket, type, next, rawget, getmetatable
    local setmetatable, tostring, error, ipairs = setmetatable, tostring, error, ipairs
    local pairs, tonumber, rawlen, rawequal = pairs, tonumber, rawlen, rawequal
    local select = select
    local pcall, math, table, string, utf8, _G = pcall, math, table, string, utf8, _G

    -- How long a ticket took from being created until it was closed, and until now.
    local spans = { took = "closed", age = false }

    -- The value of a name in a row; a field of a plugin needs no `fields` before it, data of an
    -- entry no `data`.
    local function pick(row, name)
      if type(name) == "function" then return name(row) end
      if type(row) == "table" and spans[name] ~= nil and not names.custom[name] and row.subject then
        local till = spans[name] and row[spans[name]] or not spans[name] and docket.time.now()
        return till and till - row.created or nil
      end
      if type(row) ~= "table" or getmetatable(row) ~= false then return row[name] end
      if names.entry[name] and not names.ticket[name] then return row[name] end
      if names.custom[name] and row.subject then return row.fields[name] end
      if not names.ticket[name] and not names.entry[name] and not row.subject then
        return row.data and row.data[name]
      end
      return row[name]
    end

    local function checked(place, value, wanted, words)
      if type(value) ~= wanted then
        error(place .. ": expected " .. words .. ", got " .. type(value), 3)
      end
      return value
    end

    local Rows, Groups, Grid, Help = {}, {}, {}, {}
    Rows.__index, Groups.__index, Grid.__index = Rows, Groups, Grid
    Rows.__name, Groups.__name, Grid.__name = "rows", "groups", "table"

    local function rows(source, question)
      return setmetatable({ source = source, question = question }, Rows)
    end

    -- `for row in tickets(q) do`: the rows themselves are the iterator, which a loop calls with two
    -- values, the second nil when it begins. It begins anew, also after a `break`.
    function Rows:__call(...)
      local step = self.step
      if select("#", ...) > 1 then
        local begins = select(2, ...) == nil
        if begins then
          step = nil
        elseif step == nil then
          error("rows: a loop within the loop over the same rows has ended both; use list()", 2)
        end
      end
      if step == nil then
        step = self.source()
        self.step = step
      end
      local row = step()
      if row == nil then self.step = nil end
      return row
    end

    function Rows:each() return self.source() end

    function Rows:map(f)
      checked("map", f, "function", "a function")
      local source = self.source
      return rows(function()
        local step = source()
        return function()
          for row in step do
            local value = f(row)
            if value ~= nil then return value end
          end
        end
      end)
    end

    function Rows:where(f)
      if type(f) == "string" then
        if self.question then return self.question.narrow(f) end
        error("where: a query narrows tickets(q) and history(q); of other rows a function tells", 2)
      end
      checked("where", f, "function", "a query or a function")
      local source = self.source
      return rows(function()
        local step = source()
        return function()
          for row in step do
            if f(row) then return row end
          end
        end
      end)
    end

    -- Of entries those that changed a field.
    function Rows:changing(field)
      checked("changing", field, "string", "a field's name")
      return self:where(function(entry)
        for _, edit in ipairs(entry.edits) do
          if edit.field == field then return true end
        end
        return false
      end)
    end

    function Rows:take(n)
      checked("take", n, "number", "a number")
      local source = self.source
      return rows(function()
        local step, left = source(), n
        return function()
          if left < 1 then return nil end
          left = left - 1
          return step()
        end
      end)
    end

    function Rows:list()
      local all = {}
      for row in self.source() do all[#all + 1] = row end
      return all
    end

    function Rows:first() return self.source()() end

    -- Numbers before texts, texts by their bytes; what is missing last.
    local function comes_before(a, b)
      if a == nil or b == nil then return a ~= nil and b == nil end
      if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
      if type(a) ~= type(b) then return type(a) == "number" end
      return tostring(a) < tostring(b)
    end

    function Rows:sort(by)
      local down = type(by) == "string" and by:sub(1, 1) == "-"
      if down then by = by:sub(2) end
      local source = self.source
      return rows(function()
        local all, count = {}, 0
        for row in source() do
          count = count + 1
          local key = row
          if by ~= nil then key = pick(row, by) end
          all[count] = { key, row, count }
        end
        table.sort(all, function(a, b)
          local x, y = a[1], b[1]
          if x == y then return a[3] < b[3] end
          if x == nil or y == nil then return comes_before(x, y) end
          if down then return comes_before(y, x) end
          return comes_before(x, y)
        end)
        local at = 0
        return function()
          at = at + 1
          return all[at] and all[at][2]
        end
      end)
    end

    function Rows:count()
      if self.question then return self.question.count() end
      local count = 0
      for _ in self.source() do count = count + 1 end
      return count
    end

    local function numbers(self, place, by)
      local all = {}
      for row in self.source() do
        local value = row
        if by ~= nil then value = pick(row, by) end
        if value ~= nil then
          if type(value) ~= "number" then
            error(place .. ": " .. tostring(by) .. " is no number but " .. type(value), 3)
          end
          all[#all + 1] = value
        end
      end
      return all
    end

    function Rows:sum(by)
      local sum = 0
      for _, value in ipairs(numbers(self, "sum", by)) do sum = sum + value end
      return sum
    end

    -- Seconds in words: their two largest units.
    function span(seconds)
      checked("span", seconds, "number", "a number of seconds")
      local left = math.abs(seconds)
      if not (left < 1e15) then return tostring(seconds) end
      local words = {}
      for _, unit in ipairs{ { "d", 86400 }, { "h", 3600 }, { "m", 60 }, { "s", 1 } } do
        local count = left // unit[2]
        left = left - count * unit[2]
        if (count > 0 or #words > 0 or unit[2] == 1) and #words < 2 then
          words[#words + 1] = ("%.0f%s"):format(count, unit[1])
        end
      end
      return (seconds <= -1 and "-" or "") .. table.concat(words, " ")
    end
    local span = span

    function Rows:average(by)
      local all = numbers(self, "average", by)
      local sum = 0
      for _, value in ipairs(all) do sum = sum + value end
      return #all > 0 and sum / #all or nil
    end

    function Rows:median(by)
      local all = numbers(self, "median", by)
      table.sort(all)
      if #all == 0 then return nil end
      local half = #all // 2
      if #all % 2 == 1 then return all[half + 1] end
      return (all[half] + all[half + 1]) / 2
    end

    function Rows:min(by)
      local best
      for _, value in ipairs(numbers(self, "min", by)) do
        if best == nil or value < best then best = value end
      end
      return best
    end

    function Rows:max(by)
      local best
      for _, value in ipairs(numbers(self, "max", by)) do
        if best == nil or value > best then best = value end
      end
      return best
    end

    local units = { hour = "%Y-%m-%d %H:00", day = "%Y-%m-%d", month = "%Y-%m", year = "%Y" }
    """#
}
