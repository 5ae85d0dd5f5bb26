-- EXPECT: instructions
local t = {}
for i = 1, 1 << 16 do t[i] = i end
t.a, t.b = 1, 2
for i = 1, 1e7 do
  t["b" .. i - 1] = nil
  t["b" .. i] = 1
end
