-- EXPECT: done
local t = { [math.maxinteger] = 1, [math.mininteger] = 2, [2 ^ 53] = 3 }
assert(not pcall(function() t[0 / 0] = 1 end) and not pcall(rawset, t, nil, 1))
table.insert(t, "x")
assert(#t == 1 and table.remove(t) == "x")
assert(not pcall(table.move, t, math.mininteger, math.maxinteger, 1))
assert(not pcall(table.move, t, 1, 10, math.maxinteger))
assert(not pcall(table.concat, t, "", 1, math.maxinteger))
assert(not pcall(table.unpack, t, math.mininteger, math.maxinteger))
for _ in pairs(t) do end
