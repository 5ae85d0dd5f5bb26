-- EXPECT: done
local t = {}
for i = 1, 5000 do t[i] = setmetatable({}, { __name = i % 2 == 0 and {} or "x" }) end
assert(#("%s"):rep(5000):format(table.unpack(t)) == 2500 * 6)
