-- EXPECT: done
local list = {}
for i = 1, 300 do list[i] = 300 - i end
pcall(table.sort, list, function(a, b)
  for i = #list, 1, -1 do list[i] = nil end
  return a < b
end)
pcall(table.sort, { 1, "x", {}, 2 })
pcall(table.sort, { 3, 2, 1 }, function() error("no") end)
