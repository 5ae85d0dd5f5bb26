-- EXPECT: deadline
local a, b = ("c"):rep(2000000) .. "1", ("c"):rep(2000000) .. "2"
local n = 0
while true do if a < b then n = n + 1 end end
