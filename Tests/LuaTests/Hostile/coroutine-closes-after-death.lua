-- EXPECT: instructions
local dying = coroutine.create(function()
  local _ <close> = setmetatable({}, { __close = function() while true do end end })
  while true do end
end)
while true do pcall(coroutine.resume, dying) end
