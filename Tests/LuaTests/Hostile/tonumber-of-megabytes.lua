-- EXPECT: instructions
local digits = ("9"):rep(3000000)
while true do local _ = tonumber(digits) or tonumber(digits, 16) end
