-- EXPECT: instructions
local pattern = ("b"):rep(2000000)
while true do local _ = ("a"):find(pattern) end
