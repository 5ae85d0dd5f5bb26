-- EXPECT: instructions
local text = ("é"):rep(1000000)
while true do local _ = text:upper() end
