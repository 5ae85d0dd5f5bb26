-- EXPECT: memory runtime instructions
local function twice(...) return twice(table.unpack({ ..., ... })) end
local function pairUp(...)
  local all = table.pack(...)
  return pairUp(table.unpack(all)), pairUp(table.unpack(all))
end
pcall(twice, 1, 2)
pairUp(1, 2, 3)
