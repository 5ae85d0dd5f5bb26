-- EXPECT: instructions
local digits = ("1"):rep(2000000)
while true do local _ = digits * 2 end
