extension PromptPrelude {
  /// The names that a prompt knows, how an entry is run, and what completion asks.
  static let names = #"""
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
      left = limits.values
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
