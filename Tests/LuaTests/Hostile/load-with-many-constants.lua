-- EXPECT: done
local parts = { "local n = 0" }
for i = 1, 400 do parts[#parts + 1] = ("n = n + %d.5"):format(i) end
for i = 1, 300 do parts[#parts + 1] = ("n = (n // 1 | 0) & %d ~ %d"):format(i + 70000, i + 90000) end
parts[#parts + 1] = "return n"
assert(math.type(load(table.concat(parts, "\n"))()) == "integer")
