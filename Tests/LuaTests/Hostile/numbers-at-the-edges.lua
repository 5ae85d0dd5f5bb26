-- EXPECT: instructions
assert(math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
assert(not pcall(math.random, 0, -1) and math.random(math.mininteger, math.maxinteger))
assert(not pcall(function() for _ = 1, 10, 0 do end end))
assert(1 << 64 == 0 and 1 >> -64 == 0 and math.ult(1, -1) and not math.tointeger(2 ^ 63))
for _ = math.maxinteger - 2, math.maxinteger do end
for _ = 1, math.huge do end
