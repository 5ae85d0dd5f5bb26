-- EXPECT: done
local meta = {}
for _ = 1, 1000 do setmetatable({}, meta) end
rawset(meta, "__gc", function() while true do end end)
for i = 1, 200000 do local _ = { i } end
