-- EXPECT: runtime
error(setmetatable({}, {
  __index = function() while true do end end,
  __tostring = function() while true do end end,
  __len = function() while true do end end,
}))
