-- Texts with places: {name}, {name:date} or {name:time} for a moment, and {name:duration}; {{ and }} are
-- braces.

local places = {}

local shapes = { date = true, time = true, duration = true }

-- Goes through a text: `literal` is given what stands as it is, `place` a name and a shape or nil.
-- Gives what is wrong with the text; nil where nothing is.
function places.each(text, literal, place)
  local at = 1
  while true do
    local start = text:find("[{}]", at)
    if not start then
      literal(text:sub(at))
      return nil
    end
    literal(text:sub(at, start - 1))
    local sign = text:sub(start, start)
    if text:sub(start + 1, start + 1) == sign then
      literal(sign)
      at = start + 2
    else
      local finish = sign == "{" and text:find("}", start, true)
      local inner = finish and text:sub(start + 1, finish - 1) or ""
      local name, shape = inner:match("^([a-z][a-z0-9_]*)$"), nil
      if not name then name, shape = inner:match("^([a-z][a-z0-9_]*):([a-z]+)$") end
      if not name or (shape and not shapes[shape]) then return text:sub(start, finish or start + 20) end
      place(name, shape)
      at = finish + 1
    end
  end
end

-- What is wrong with the places of a text; nil where nothing is.
function places.problem(text)
  local function nothing() end
  return places.each(text, nothing, nothing)
end

-- The text with its places filled in, or nil and the name of the first that is not.
--
-- `value_of` gives a text for a name and a shape, or nil.
function places.fill(text, value_of)
  local parts, empty = {}, nil
  local function add(part) parts[#parts + 1] = part end
  local broken = places.each(text, add, function(name, shape)
    local value = value_of(name, shape)
    if value == nil and not empty then empty = name end
    add(value or "")
  end)
  if broken then return nil, nil, broken end
  if empty then return nil, empty end
  return table.concat(parts)
end

return places
