-- EXPECT: memory
local kept = {}
for i = 1, 1e9 do
  local a, b, c, d = i, i, i, i
  kept[i] = function() return a, b, c, d end
end
