-- EXPECT: done
local f, why = load(function() return "local a = 1 " end)
assert(f == nil and why:find("64 KB"))
