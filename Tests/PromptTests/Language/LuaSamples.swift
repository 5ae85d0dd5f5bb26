import TestSupport

/// The names that the tests' queries know.
let queryNames: Set<String> = [
  "assignee", "category", "created", "due", "group", "has", "is", "no", "not", "priority", "queue",
  "sort", "stage", "stage.changed", "tag", "tags", "text", "type", "was",
]

/// Programs that Lua compiles, with much of what it has.
let luaPrograms = [
  """
  local function f(a, ...)
    local n <const> = select("#", ...)
    for i = 1, n do a[i] = (select(i, ...)) end
    return #a
  end
  local t, u = { 1, 2; x = 3, ["y z"] = 4 }, [==[
  a ]] b
  ]==]
  local s = 'it\\'s \\x41\\65\\u{1F600} \\z
      on\\
  two lines'
  print(f(t, u), s:rep(2, ", "), -t.x ^ 2 // 3 .. "", 0x1p4, 1e-3, .5, 3.)
  """,
  """
  -- a comment
  local n = 0
  repeat
    local done = n > 3
    n = n + 1
  until done
  while n ~= 0 do n = n - 1 end
  for _, k in ipairs { "a", "b" } do
    if k == "a" then goto next elseif k < "b" then n = n << 1 else n = ~n & 3 | 4 end
    ::next::
  end --[[ and
  one over lines ]] local x
  local y, z; x = y or not z and n >= 1
  do local h <close> = setmetatable({}, { __close = function() end }) end
  return x, function(...) return ... end
  """,
  """
  local t <close> = nil
  local a <const>, b = 1
  local c,
    d -- both
  local e = function() local inner = a; return inner end
  function t.x.y:z() return self, b, c, d, e end
  x = t.x["k"].y[1] { a = 1 } "s" [[t]]
  """,
]

extension RepeatableRandom {
  /// A text of pieces that matter to Lua, put together without sense.
  mutating func luaNonsense() -> String {
    let pieces = [
      "local", "x", "y", " ", " ", "\n", "=", "<", "const", ">", "function", "(", ")", "end", "do",
      "if", "then", "else", "\"", "'", "\\", "[[", "]]", "[=[", "--", "--[[", ",", ";", "5", "0x",
      ".", "..", ":", "::", "#", "#42", "{", "}", "[", "]", "repeat", "until", "for", "in", "é",
      "\u{202E}", "\r\n", "\0", "~", "/", "t42:close{", "queue:", "not:", "?", "docket.", "return",
    ]
    return (0..<Int.random(in: 1...30, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
