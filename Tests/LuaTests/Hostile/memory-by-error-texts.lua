-- EXPECT: memory instructions
local kept = {}
while true do
  local ok, why = pcall(error, ("e"):rep(50000) .. #kept)
  kept[#kept + 1] = why
end
