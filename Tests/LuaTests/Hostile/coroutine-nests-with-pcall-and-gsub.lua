-- EXPECT: done
local deepest = 0
local function down(depth)
  deepest = depth
  local ok = pcall(coroutine.wrap(function() ("x"):gsub("x", function() down(depth + 1) end) end))
  return ok
end
down(1)
assert(deepest > 10 and deepest < 250)
