-- EXPECT: memory runtime
local kept, n = {}, 0
for _, size in ipairs { 262144, 16384, 1024, 128 } do
  pcall(function() while true do n = n + 1 kept[n] = ("q"):rep(size) .. n end end)
end
for _ = 1, 20 do
  for _ = 1, 10 do kept[n] = nil n = n - 1 end
  pcall(function()
    local meta = {}
    local t = setmetatable({}, meta)
    meta.__newindex = {}
    meta.__mode = "v"
    for i = 1, 300 do t[i] = i end
  end)
end
