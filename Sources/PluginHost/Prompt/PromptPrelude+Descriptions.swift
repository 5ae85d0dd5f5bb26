extension PromptPrelude {
  /// How values are described to whoever shows them.
  static let descriptions = #"""
    -- How much of what is described still fits into what crosses over at once.
    local left
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
        if count == limits.grid or left < 0 then
          more = true
          break
        end
        count = count + 1
        local cells = {}
        for at, name in ipairs(value.columns) do
          local cell = pick(row, name)
          local is_span = spans[name] ~= nil and not names.custom[name]
          if cell == nil then cells[at], left = docket.none, left - 1
          elseif is_span then cells[at] = described_span(cell)
          else
            local one = describe(cell, 3, {})
            -- A plain cell crosses over by itself: there are many of them.
            if one[1] == "text" or one[1] == "value" then
              cells[at], left = one[2], left + 3
            else
              cells[at] = one
            end
          end
        end
        described[count] = cells
      end
      local titles = {}
      for at, name in ipairs(value.columns) do titles[at] = type(name) == "string" and readable(name) or "#" .. at end
      return { "grid", titles, described, more }
    end

    function describe(value, depth, seen)
      left = left - 4
      if left < 0 then return { "deep" } end
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
    """#
}
