-- EXPECT: deadline
local zeros = ("\0"):rep(4000000)
while true do local _ = zeros < zeros end
