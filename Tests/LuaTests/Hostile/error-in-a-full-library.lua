-- EXPECT: deadline instructions
for i = 1, 50000 do string["k" .. i] = i end
while true do pcall(string.rep) end
