-- EXPECT: instructions
local text = ("m"):rep(3000000)
while true do local _ = text .. "x" end
