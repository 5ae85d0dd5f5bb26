-- EXPECT: instructions
local set = "[" .. ("xy"):rep(100000) .. "]"
local text = ("z"):rep(1000)
while true do text:gsub(set, "") end
