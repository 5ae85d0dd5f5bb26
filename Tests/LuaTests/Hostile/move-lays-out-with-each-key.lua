-- EXPECT: instructions
local from, into = {}, {}
for i = 1, 20000 do from[i] = i end
for i = 1, (1 << 14) - 1 do into["k" .. i] = i end
while true do
  table.move(from, 1, 20000, 1 << 40, into)
  table.move({}, 1, 20000, 1 << 40, into)
end
