-- EXPECT: done
local depth = 0
local function inner(c)
  depth = depth + 1
  return (c:gsub(".", inner))
end
local ok, why = pcall(inner, "x")
assert(not ok and why:find("overflow"), why)
assert(depth < 250)
