-- EXPECT: memory
local kept = {}
while true do
  pcall(function()
    while true do kept[#kept + 1] = function() return kept end end
  end)
end
