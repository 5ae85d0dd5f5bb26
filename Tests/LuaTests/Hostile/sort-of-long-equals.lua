-- EXPECT: instructions
local a, b = ("s"):rep(1000000) .. "1", ("s"):rep(1000000) .. "2"
local list = {}
for i = 1, 20000 do list[i] = i % 2 == 0 and a or b end
table.sort(list)
