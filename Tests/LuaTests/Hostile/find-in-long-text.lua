-- EXPECT: instructions
local text = ("a"):rep(2000000)
while true do local _ = text:find("b", 1, true) end
