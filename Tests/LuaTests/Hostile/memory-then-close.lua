-- EXPECT: memory
local t = {}
local _ <close> = setmetatable({}, { __close = function() while true do t[#t + 1] = ("y"):rep(1000) end end })
pcall(function() while true do t[#t + 1] = { t } end end)
while true do end
