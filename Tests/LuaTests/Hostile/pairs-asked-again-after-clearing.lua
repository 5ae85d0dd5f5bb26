-- EXPECT: instructions
local t = {}
for i = 1, 40000 do t["k" .. i] = i end
local f, s = pairs(t)
f(s)
for k in pairs(t) do t[k] = nil end
while true do f(s) end
