extension PromptPrelude {
  /// Groups of rows, and their values.
  static let groups = #"""
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
    """#
}
