-- EXPECT: runtime
local meta = {}
local loop = setmetatable({}, meta)
meta.__call = loop
local function deep(a, b, c, d, e, f, g, h, i, j, k, l)
  if a > 0 then return 1 + deep(a - 1, b, c, d, e, f, g, h, i, j, k, l) end
  return 0
end
deep(12000)
loop()
