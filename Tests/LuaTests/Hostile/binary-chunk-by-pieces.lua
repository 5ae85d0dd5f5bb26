-- EXPECT: done
local pieces = { "\27Lua", "S\0\25\147\r\n\26\n" }
local i = 0
local f, why = load(function() i = i + 1 return pieces[i] end)
assert(f == nil and why:find("binary"))
assert(load("return 1", "=kernel", "b") == nil)
