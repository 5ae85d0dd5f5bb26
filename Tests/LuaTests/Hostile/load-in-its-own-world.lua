-- EXPECT: done
local world = {}
assert(load("x = 1 return _ENV", "world", "t", world)() == world and world.x == 1)
assert(not pcall(load("return print.x", "world", "t", {})))
assert(not pcall(load("x = 1")))
assert(load("return ...", "world", "t", nil)(5) == 5)
local f = load("return y")
assert(not pcall(f))
