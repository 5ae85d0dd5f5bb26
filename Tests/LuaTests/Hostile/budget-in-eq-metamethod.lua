-- EXPECT: instructions
local slow = { __eq = function() while true do end end }
return setmetatable({}, slow) == setmetatable({}, slow)
