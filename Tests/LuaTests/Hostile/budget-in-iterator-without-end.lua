-- EXPECT: instructions
local endless = setmetatable({}, { __index = function(_, i) return i end })
for _ in ipairs(endless) do end
