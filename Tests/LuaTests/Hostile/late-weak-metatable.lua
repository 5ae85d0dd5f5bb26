-- EXPECT: memory done
local meta = setmetatable({ __newindex = {} }, {})
getmetatable(meta).__mode = "v"
local t, kept = setmetatable({}, meta), {}
for i = 1, 1e6 do
  kept[i] = {}
  t[i] = i
end
