-- EXPECT: instructions
local echo = coroutine.wrap(function() while true do coroutine.yield() end end)
while true do echo() end
