-- EXPECT: instructions
local step = utf8.codes("a")
local text = ("\x80"):rep(3000000)
while true do pcall(step, text, 1) end
