-- EXPECT: instructions
local text = ("a"):rep(2000000)
while true do text:gsub("", "", 1 << 40) end
