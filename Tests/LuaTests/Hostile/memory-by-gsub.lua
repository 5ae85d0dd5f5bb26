-- EXPECT: memory instructions
local text = "x"
while true do text = text:gsub("x", "xx") end
