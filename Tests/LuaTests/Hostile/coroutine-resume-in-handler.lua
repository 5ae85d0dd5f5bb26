-- EXPECT: instructions
local spin = coroutine.create(function() while true do coroutine.yield() end end)
xpcall(function() while true do coroutine.resume(spin) end end, function()
  while true do coroutine.resume(spin) end
end)
