-- EXPECT: deadline instructions
local parts = {}
for i = 1, 2000 do parts[i] = ("goto l%d ::l%d::"):format(i, i) end
local text = table.concat(parts, " ")
while true do assert(load(text)) end
