-- EXPECT: memory instructions
local text = "x"
while true do text = ("%s%s"):format(text, text) end
