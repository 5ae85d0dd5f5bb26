-- EXPECT: done
local named = setmetatable({}, { __name = ("n"):rep(100000) })
assert(tostring(named) == ("n"):rep(100000))
assert(tostring(setmetatable({}, { __name = 5 })) == "table")
assert(not pcall(tostring, setmetatable({}, { __tostring = function() return {} end })))
assert(tostring(setmetatable({}, { __tostring = function() return 7 end })) == "7")
assert(not pcall(ipairs) and not pcall(string.rep, named, 2))
local sealed = setmetatable({}, { __metatable = "mine" })
assert(getmetatable(sealed) == "mine" and not pcall(setmetatable, sealed, {}))
