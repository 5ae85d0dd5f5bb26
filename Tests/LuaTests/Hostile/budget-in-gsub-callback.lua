-- EXPECT: instructions
local text = ("ab"):rep(1000)
while true do text:gsub("a", function() return "b" end) end
