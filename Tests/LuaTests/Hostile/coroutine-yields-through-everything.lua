-- EXPECT: done
local function all(...)
  local ok, got = pcall(coroutine.yield, ...)
  return xpcall(coroutine.yield, function(e) return e end, ok, got)
end
local co = coroutine.wrap(all)
assert(co(1) == 1)
local ok, got = co(2)
assert(ok == true and got == 2)
assert(co("end") == true)
local failing = coroutine.wrap(function() local _ <close> = setmetatable({}, { __close = coroutine.yield }) end)
pcall(failing)
pcall(failing)
