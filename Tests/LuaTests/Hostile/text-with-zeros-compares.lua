-- EXPECT: done
local a = ("a\0"):rep(20000)
for i = 1, 200 do assert(a .. "1" < a .. "2" and a < a .. "\0" and not (a < a)) end
