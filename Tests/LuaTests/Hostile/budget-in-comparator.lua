-- EXPECT: instructions
local list = {}
for i = 1, 2000 do list[i] = -i end
table.sort(list, function(a, b)
  for _ = 1, 1e7 do end
  return a < b
end)
