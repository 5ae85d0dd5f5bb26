-- EXPECT: memory
local kept = {}
local function dive(n) if n == 0 then coroutine.yield() else dive(n - 1) end return n end
while true do
  local co = coroutine.create(dive)
  coroutine.resume(co, 2000)
  kept[#kept + 1] = co
end
