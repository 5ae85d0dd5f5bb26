-- EXPECT: instructions memory
local text = ("p"):rep(1000000)
while true do print(text, text) end
