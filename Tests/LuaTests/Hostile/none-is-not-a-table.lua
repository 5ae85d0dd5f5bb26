-- EXPECT: done
local none = docket.none
assert(not pcall(function() return none.x end) and not pcall(function() none.x = 1 end))
assert(not pcall(function() return none() end) and not pcall(function() return none .. "" end))
assert(not pcall(function() return #none end) and not pcall(setmetatable, none, {}))
assert(tostring(none) == "docket.none" and none == docket.none)
assert(not pcall(function() docket.none = nil end))
