-- EXPECT: instructions
local format = ("%c %x %j"):rep(200000)
while true do pcall(os.date, format, 0) end
