-- EXPECT: deadline
local zeros = ("\0"):rep(32000)
while true do
  local _ = zeros < zeros or zeros < zeros or zeros < zeros or zeros < zeros or zeros < zeros
end
