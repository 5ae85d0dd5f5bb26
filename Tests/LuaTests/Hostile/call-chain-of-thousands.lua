-- EXPECT: instructions
local link = print
for _ = 1, 7000 do link = setmetatable({}, { __call = link }) end
while true do pcall(link) end
