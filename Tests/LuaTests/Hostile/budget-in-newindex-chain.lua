-- EXPECT: deadline
local last = {}
for _ = 1, 1900 do last = setmetatable({}, { __newindex = last }) end
while true do last.x = nil last.y = nil end
