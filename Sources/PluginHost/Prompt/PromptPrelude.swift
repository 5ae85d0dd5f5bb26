/// What a prompt finds in Lua beside the API: rows of tickets and entries to be mapped, filtered,
/// grouped and counted, names such as `t42`, and how values are described to whoever shows them.
///
/// It is Lua of the host's own, run in the sandbox with the budget of the line that uses it. A
/// description is a plain list whose first item says what it is; what the kernel made goes as it is.
enum PromptPrelude {
  static let chunk = "prompt"

  static let source = #"""
    local names, me = ...
    local limits = { depth = 6, width = 100, rows = 50, text = 100000, bytes = 1000 }
    local docket, type, next, rawget, getmetatable = docket, type, next, rawget, getmetatable
    local setmetatable, tostring, error, ipairs = setmetatable, tostring, error, ipairs
    local pairs, tonumber, rawlen, rawequal = pairs, tonumber, rawlen, rawequal
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

    -- `for row in tickets(q) do`: the rows themselves are the iterator.
    function Rows:__call()
      local step = rawget(self, "step")
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

    -- A moment as the day, week … that it is in; weeks by their Monday.
    local function period(value, unit)
      if unit == "week" then
        return docket.time.format(docket.time.start_of("week", value), "%Y-%m-%d")
      end
      local format = units[unit]
      if format == nil then
        error("group: the unit is hour, day, week, month or year, not " .. tostring(unit), 3)
      end
      return docket.time.format(value, format)
    end

    function Rows:group(by, unit)
      if by == nil then error("group: by what? A field's name or a function", 2) end
      local groups, found, order = {}, {}, unit and "key" or "count"
      local function add(key, row)
        if unit and type(key) == "number" then key = period(key, unit) end
        local text = key == nil and "" or tostring(key)
        local group = found[text]
        if group == nil then
          group = { key = key, label = text, rows = {} }
          found[text] = group
          groups[#groups + 1] = group
        end
        group.rows[#group.rows + 1] = row
      end
      for row in self.source() do
        local key = pick(row, by)
        if type(key) == "table" then
          for _, one in ipairs(key) do add(one, row) end
          if #key == 0 then add(nil, row) end
        else
          add(key, row)
        end
      end
      for _, group in ipairs(groups) do group.value = #group.rows end
      table.sort(groups, function(a, b)
        if order == "count" and a.value ~= b.value then return a.value > b.value end
        return a.label < b.label
      end)
      return setmetatable({ groups = groups }, Groups)
    end

    local function valued(self, f, is_span)
      local groups = {}
      for at, group in ipairs(self.groups) do
        groups[at] = { key = group.key, label = group.label, rows = group.rows, value = f(group) }
      end
      return setmetatable({ groups = groups, is_span = is_span }, Groups)
    end

    local function over(name)
      return function(self, by)
        return valued(self, function(group)
          local all = group.rows
          local part = rows(function()
            local at = 0
            return function()
              at = at + 1
              return all[at]
            end
          end)
          return Rows[name](part, by)
        end, spans[by] ~= nil and not names.custom[by])
      end
    end
    for _, name in ipairs{ "sum", "average", "median", "min", "max" } do Groups[name] = over(name) end

    function Groups:count() return valued(self, function(group) return #group.rows end) end

    function Groups:map(f)
      checked("map", f, "function", "a function of the group's rows and its key")
      return valued(self, function(group) return f(group.rows, group.key) end)
    end

    function Groups:sort(by)
      local down = by ~= "key" and by ~= "value"
      local name = by == "key" and "label" or "value"
      local groups = table.move(self.groups, 1, #self.groups, 1, {})
      table.sort(groups, function(a, b)
        if a[name] == b[name] then return a.label < b.label end
        if down then return comes_before(b[name], a[name]) end
        return comes_before(a[name], b[name])
      end)
      return setmetatable({ groups = groups, is_span = self.is_span }, Groups)
    end

    function Groups:take(n)
      local groups = table.move(self.groups, 1, math.min(n, #self.groups), 1, {})
      return setmetatable({ groups = groups, is_span = self.is_span }, Groups)
    end

    function Groups:chart()
      return setmetatable({ groups = self.groups, is_span = self.is_span, chart = true }, Groups)
    end

    function Groups:list()
      local all = {}
      for at, group in ipairs(self.groups) do all[at] = { key = group.key, value = group.value } end
      return all
    end

    -- `for key, value, rows in groups do`
    function Groups:__call(_, last)
      local at = rawget(self, "at") or 0
      if last == nil then at = 0 end
      at = at + 1
      self.at = at
      local group = self.groups[at]
      if group then return group.label, group.value, group.rows end
      self.at = nil
    end

    function Rows:table(columns)
      checked("table", columns, "table", "a list of names, as {\"id\", \"subject\"}")
      return setmetatable({ source = self.source, columns = columns }, Grid)
    end

    function Rows:chart(by)
      return setmetatable({ numbers = numbers(self, "chart", by) }, Groups)
    end

    -- Describing -------------------------------------------------------------------------------

    local describe

    local known_paths

    -- The functions of the desk by their paths.
    local function paths()
      if known_paths then return known_paths end
      known_paths = {}
      local function walk(space, path)
        for name, member in pairs(space) do
          local at = path .. "." .. name
          if type(member) == "function" then
            known_paths[member] = at
          elseif type(member) == "table" and name ~= "none" and name ~= "settings" then
            walk(member, at)
          end
        end
      end
      walk(docket, "docket")
      return known_paths
    end

    -- What the host made refuses to be read as it is.
    local function is_host(value)
      return getmetatable(value) == false and not pcall(rawget, value, 1)
    end

    local function described_span(value)
      if type(value) ~= "number" then return describe(value, 2, {}) end
      return { "span", value, span(value) }
    end

    -- Only text crosses over; other bytes do so as numbers.
    local function described_text(value)
      if #value <= limits.text then
        if utf8.len(value) then return { "text", value } end
        return { "bytes", { value:byte(1, limits.bytes) }, #value }
      end
      local last = limits.text
      while last > limits.text - 4 and value:byte(last + 1) & 0xC0 == 0x80 do last = last - 1 end
      local start = value:sub(1, last)
      if utf8.len(start) then return { "text", start .. "…" } end
      return described_text(value:sub(1, limits.bytes))
    end

    local function readable(text)
      return utf8.len(text) and text or (text:gsub("[\x80-\xFF]", "?"))
    end

    local function described_number(value)
      if value ~= value then return { "word", "nan" } end
      if value == math.huge or value == -math.huge then return { "word", tostring(value) } end
      return { "value", value }
    end

    local function sorted_keys(value)
      local keys = {}
      for key in next, value do keys[#keys + 1] = key end
      table.sort(keys, comes_before)
      return keys
    end

    local function described_table(value, depth, seen)
      if seen[value] then return { "cycle" } end
      if depth > limits.depth then return { "deep" } end
      seen[value] = true
      local items, pairs_, count = {}, {}, rawlen(value)
      for at = 1, math.min(count, limits.width) do
        items[at] = describe(rawget(value, at), depth + 1, seen)
      end
      local others = 0
      for _, key in ipairs(sorted_keys(value)) do
        local is_item = math.type(key) == "integer" and key >= 1 and key <= count
        if not is_item then
          others = others + 1
          if others <= limits.width then
            pairs_[others] = { describe(key, depth + 1, seen), describe(rawget(value, key), depth + 1, seen) }
          end
        end
      end
      seen[value] = nil
      return { "table", items, count, pairs_, others }
    end

    local function described_list(value, depth, seen)
      local items = {}
      for at = 1, math.min(#value, limits.width) do items[at] = describe(value[at], depth + 1, seen) end
      return { "table", items, #value, {}, 0 }
    end

    local function described_rows(value)
      local items, more = {}, false
      for row in value.source() do
        if #items == limits.rows then
          more = true
          break
        end
        items[#items + 1] = row
      end
      local total = -1
      if more and value.question then total = value.question.count() end
      if not more then total = #items end
      local described = {}
      for at, row in ipairs(items) do described[at] = describe(row, 1, {}) end
      return { "rows", described, total }
    end

    local function described_groups(value)
      if value.numbers then return { "spark", value.numbers } end
      local described = {}
      for at, group in ipairs(value.groups) do
        local value = value.is_span and described_span(group.value) or describe(group.value, 2, {})
        described[at] = { readable(group.label), value }
      end
      return { "groups", described }
    end

    local function described_grid(value)
      local described, count, more = {}, 0, false
      for row in value.source() do
        if count == 1000 then
          more = true
          break
        end
        count = count + 1
        local cells = {}
        for at, name in ipairs(value.columns) do
          local cell = pick(row, name)
          local is_span = spans[name] ~= nil and not names.custom[name]
          if cell == nil then cells[at] = { "none" }
          elseif is_span then cells[at] = described_span(cell)
          else cells[at] = describe(cell, 3, {}) end
        end
        described[count] = cells
      end
      local titles = {}
      for at, name in ipairs(value.columns) do titles[at] = type(name) == "string" and readable(name) or "#" .. at end
      return { "grid", titles, described, more }
    end

    function describe(value, depth, seen)
      local what = type(value)
      if value == nil then return { "nil" } end
      if what == "boolean" then return { "value", value } end
      if what == "number" then return described_number(value) end
      if what == "string" then return described_text(value) end
      if rawequal(value, docket.none) then return { "word", "docket.none" } end
      if what == "function" then return { "word", paths()[value] or "function" } end
      if what ~= "table" then return { "word", what } end
      local meta = getmetatable(value)
      if is_host(value) then
        if #value > 0 then return described_list(value, depth, seen) end
        return { "host", value, tostring(value) }
      end
      if meta == Rows then return described_rows(value) end
      if meta == Groups then return described_groups(value) end
      if meta == Grid then return described_grid(value) end
      if meta == Help then return { "help", value.words } end
      return described_table(value, depth, seen)
    end

    -- Names --------------------------------------------------------------------------------------

    local function both(one, other)
      if one:match("^%s*$") then return other end
      local function closed(query)
        return query:find("%f[%w]or%f[%W]") and "(" .. query .. ")" or query
      end
      return closed(one) .. " " .. closed(other)
    end

    local function question(find, count)
      local function ask(query, options)
        return rows(
          function() return find(query, options) end,
          {
            count = function() return count(query, options) end,
            narrow = function(more) return ask(both(query, more), options) end,
          })
      end
      return function(query, values)
        if query ~= nil then checked("query", query, "string", "a query, as \"is:open\"") end
        return ask(query or "", values and { values = values } or {})
      end
    end

    tickets = question(docket.tickets.each, docket.tickets.count)
    history = question(docket.history.each, docket.history.count)

    local function person(name)
      local found, err = docket.people.get(name)
      if not found then error(err.message, 2) end
      return found
    end

    _G.person = person

    -- `help(docket.tickets.update)`, or `help "close"`.
    function _G.help(what)
      if type(what) == "function" then what = paths()[what] end
      if what == nil then what = "" end
      checked("help", what, "string", "a function of docket, or words")
      return setmetatable({ words = what }, Help)
    end

    function ago(span) return docket.time.now() - docket.time.span(span) end

    local function resolve(name)
      local number = name:match("^t(%d+)$")
      if number then
        local ticket, err = docket.tickets.get(math.tointeger(tonumber(number)) or 0)
        if not ticket then error(err.message, 3) end
        return ticket
      end
      if name == "me" then return person(me) end
      if name == "now" then return docket.time.now() end
    end

    local function run(number, f, ...)
      local results = table.pack(f(...))
      if results.n > 0 then
        _G._ = results[1]
        _G["_" .. number] = results[1]
      end
      local described = {}
      for at = 1, results.n do described[at] = describe(results[at], 1, {}) end
      return described
    end

    -- Completing -------------------------------------------------------------------------------

    -- What is asked here runs no code of the session: no metamethod of a table of its own.
    local globals = _G
    local libraries = {}
    for _, space in pairs(globals) do
      if type(space) == "table" and space ~= globals and space ~= docket then
        local members = {}
        for name, member in pairs(space) do members[#members + 1] = { name, type(member) } end
        libraries[space] = members
      end
    end

    local function members(step, space, start)
      local found, count = {}, 0
      for key, member in step, space, start do
        count = count + 1
        if count > 4000 or #found == 500 then break end
        if type(key) == "string" and #key <= 100 then found[#found + 1] = { key, type(member) } end
      end
      return found
    end

    -- What the table or record at a path of keys has, and how many keys of the path led there.
    local function held(...)
      local path = table.pack(...)
      if path.n == 0 then return { "table", 0, members(pairs(globals)) } end
      local value
      for key, member in pairs(globals) do
        if key == path[1] then value = member end
      end
      for at = 1, path.n do
        if type(value) ~= "table" then return { "nothing", at } end
        if libraries[value] then return { "table", at, libraries[value] } end
        local meta = getmetatable(value)
        if meta == false then return { "host", at, value } end
        if meta == Rows then return { "rows", at } end
        if meta == Groups then return { "groups", at } end
        if at < path.n then value = rawget(value, path[at + 1]) end
      end
      return { "table", path.n, members(next, value) }
    end

    return run, resolve, held
    """#
}
