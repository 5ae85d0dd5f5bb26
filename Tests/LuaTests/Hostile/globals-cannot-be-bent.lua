-- EXPECT: done
assert(not pcall(setmetatable, _G, {}) and getmetatable(_G) == false)
assert(not pcall(function() print = nil end))
assert(not pcall(rawset, _G, "print", 5) and type(print) == "function")
assert(getmetatable("") == false)
