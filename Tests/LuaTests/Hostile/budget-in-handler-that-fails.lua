-- EXPECT: instructions
local function handler(e) error(e) end
while true do xpcall(error, handler, "x") end
