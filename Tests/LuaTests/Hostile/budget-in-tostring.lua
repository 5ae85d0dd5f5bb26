-- EXPECT: instructions
local loud = setmetatable({}, { __tostring = function() while true do end end })
print(loud)
