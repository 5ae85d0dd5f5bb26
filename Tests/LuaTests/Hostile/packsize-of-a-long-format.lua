-- EXPECT: instructions
local format = ("bB"):rep(1000000)
while true do pcall(string.packsize, format) end
