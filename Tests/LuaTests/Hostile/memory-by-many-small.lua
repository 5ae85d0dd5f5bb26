-- EXPECT: memory
local chain
while true do chain = { chain } end
