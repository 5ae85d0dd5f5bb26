-- EXPECT: instructions
local words = ("word "):rep(50000)
while true do for _ in words:gmatch("()%a+()") do end end
