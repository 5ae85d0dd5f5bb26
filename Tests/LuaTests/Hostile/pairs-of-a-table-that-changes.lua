-- EXPECT: done
local t = {}
for i = 1, 100 do t["k" .. i] = i end
local seen = 0
for key in pairs(t) do
  seen = seen + 1
  t[key .. "x"] = 1
  t[key] = nil
end
assert(seen == 100)
assert(not pcall(next, t, "never there"))
assert(not pcall(next, t, {}))
