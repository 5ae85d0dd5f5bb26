-- EXPECT: memory instructions
local function more(...) return more(1, ...) end
pcall(more)
while true do pcall(more) end
