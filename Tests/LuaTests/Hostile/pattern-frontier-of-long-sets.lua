-- EXPECT: instructions
local pattern = "%f[" .. ("xyz"):rep(5000) .. "]"
while true do local _ = ("a"):rep(1000):match(pattern) end
