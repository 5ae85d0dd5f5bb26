-- EXPECT: instructions
local t = {}
for i = 1, (1 << 16) - 1 do t["k" .. i] = i end
for i = 1, 1e6 do
  t["k" .. i] = nil
  t["z" .. i] = i
end
