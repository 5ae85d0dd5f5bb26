-- EXPECT: done
local self = coroutine.running()
assert(not coroutine.resume(self))
local co
co = coroutine.create(function() return coroutine.resume(co) end)
local _, ok, why = coroutine.resume(co)
assert(not ok and why:find("non%-suspended"))
assert(not coroutine.resume(co) and coroutine.status(co) == "dead")
local outer
outer = coroutine.wrap(function() return coroutine.wrap(function() return pcall(outer) end)() end)
assert(not outer())
assert(not pcall(coroutine.wrap(print), {}, coroutine.yield) == false)
assert(not pcall(coroutine.yield) and not pcall(coroutine.resume, 1))
assert(not pcall(table.sort, { 1, 2 }, coroutine.yield))
assert(not pcall(string.gsub, "x", "x", coroutine.yield))
