-- EXPECT: instructions
local parts = {}
for i = 1, 10000 do parts[i] = "0123456789abcdef" end
while true do local _ = table.concat(parts, ", ") end
