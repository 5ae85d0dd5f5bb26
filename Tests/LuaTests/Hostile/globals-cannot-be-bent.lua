-- EXPECT: done
assert(not pcall(setmetatable, _G, {}) and getmetatable(_G) == false)
assert(not pcall(function() print = nil end))
rawset(_G, "print", 5)
assert(print == 5)
assert(getmetatable("") == false)
