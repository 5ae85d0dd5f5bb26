-- EXPECT: instructions
local slow = { __lt = function() for _ = 1, 1e9 do end return true end }
table.sort { setmetatable({}, slow), setmetatable({}, slow) }
