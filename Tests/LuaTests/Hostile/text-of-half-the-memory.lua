-- EXPECT: memory
local text = ("x"):rep(3000000)
pcall(function() return text .. text end)
