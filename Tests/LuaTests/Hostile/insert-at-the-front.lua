-- EXPECT: instructions
local list = {}
for i = 1, 1e6 do table.insert(list, 1, i) end
