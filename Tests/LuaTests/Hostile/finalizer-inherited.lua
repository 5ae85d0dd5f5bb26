-- EXPECT: done
local meta = setmetatable({}, { __index = { __gc = function() while true do end end } })
for _ = 1, 1000 do setmetatable({}, meta) end
assert(not pcall(setmetatable, {}, { __gc = false, __index = {} }))
assert(not pcall(setmetatable, {}, { __gc = true }))
for i = 1, 100000 do local _ = { i } end
