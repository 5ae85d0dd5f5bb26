-- EXPECT: instructions
local link = print
for _ = 1, 30000 do link = setmetatable({}, { __call = link }) end
while true do coroutine.wrap(function() pcall(link) end)() end
