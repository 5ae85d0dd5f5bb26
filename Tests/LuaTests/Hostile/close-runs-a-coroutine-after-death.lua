-- EXPECT: instructions
local live = coroutine.wrap(function() while true do coroutine.yield() end end)
local function guarded()
  local _ <close> = setmetatable({}, { __close = function() while true do live() end end })
  while true do live() end
end
while true do pcall(guarded) end
