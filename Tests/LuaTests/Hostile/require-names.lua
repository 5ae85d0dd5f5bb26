-- EXPECT: done
local names = { "../x", "x/y", "x..y", ".x", "x.", "X", "x y", "", "x\0y", ("m"):rep(101), "no.such" }
for _, name in ipairs(names) do assert(not pcall(require, name), name) end
assert(not pcall(require) and not pcall(require, {}) and not pcall(require, 1))
