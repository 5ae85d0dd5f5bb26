-- EXPECT: instructions
local list = {}
for i = 1, 5000 do list[i] = i % 7 end
while true do pcall(table.sort, list, function(a, b) pcall(error, a) return a < b end) end
