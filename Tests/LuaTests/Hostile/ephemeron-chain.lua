-- EXPECT: instructions
local meta, tables, keys = {}, {}, {}
for i = 1, 3000 do tables[i] = setmetatable({}, meta) end
for i = 1, 3001 do keys[i] = {} end
for i = 1, 3000 do tables[i][keys[3001 - i]] = keys[3002 - i] end
local first = keys[1]
keys = nil
meta.__mode = "k"
while true do local _ = { first } end
