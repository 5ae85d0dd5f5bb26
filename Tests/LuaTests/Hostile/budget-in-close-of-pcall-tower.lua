-- EXPECT: instructions
local function guarded()
  local _ <close> = setmetatable({}, { __close = function() pcall(guarded) end })
  for _ = 1, 1e9 do end
end
repeat until pcall(guarded) == nil
