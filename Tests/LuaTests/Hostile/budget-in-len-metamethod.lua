-- EXPECT: instructions
local t = setmetatable({}, { __len = function() repeat until false end })
for _ = 1, #t do end
