-- EXPECT: instructions memory
local pattern = ("("):rep(30) .. ".-" .. (")"):rep(30) .. "$"
local text = ("k"):rep(200000)
while true do text:match(pattern) end
