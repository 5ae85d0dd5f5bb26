-- EXPECT: deadline instructions
local text = "local a if a then " .. ("elseif a then "):rep(4500) .. "end"
while true do assert(load(text)) end
