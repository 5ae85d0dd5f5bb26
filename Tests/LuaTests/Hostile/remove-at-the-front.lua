-- EXPECT: instructions
local list = {}
for i = 1, 60000 do list[i] = i end
while #list > 0 do table.remove(list, 1) end
