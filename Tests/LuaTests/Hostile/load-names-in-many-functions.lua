-- EXPECT: deadline instructions
local names, parts = {}, {}
for i = 1, 190 do names[i] = "a" .. i end
parts[1] = "local " .. table.concat(names, ",") .. " "
for _ = 1, 150 do parts[#parts + 1] = "function g() " end
parts[#parts + 1] = table.concat(names, "=1 ") .. "=1 " .. ("x=x "):rep(14000)
parts[#parts + 1] = (" end "):rep(150)
local text = table.concat(parts)
while true do load(text) end
