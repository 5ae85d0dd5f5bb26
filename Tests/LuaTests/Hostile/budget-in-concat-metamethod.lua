-- EXPECT: instructions
local echo = {}
echo.__concat = function(a, b) return setmetatable({}, echo) .. b end
while true do pcall(function() return setmetatable({}, echo) .. "x" end) end
