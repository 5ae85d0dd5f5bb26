-- EXPECT: done
local text = ("return function() "):rep(300) .. ("end "):rep(300)
local f, why = load(text)
assert(f == nil and (why:find("overflow") or why:find("deep")), why)
assert(load(("("):rep(250) .. "1" .. (")"):rep(250)) == nil)
assert(load("return " .. ("{"):rep(250) .. ("}"):rep(250)) == nil)
assert(load(("a."):rep(20000) .. "b = 1"))
assert(load(("a"):rep(60000) .. " = 1"))
