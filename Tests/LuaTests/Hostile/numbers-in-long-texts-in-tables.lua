-- EXPECT: instructions
local text = ("0"):rep(1000000) .. "1"
local parts = { year = text, month = text, day = text, hour = text, min = text, sec = text }
while true do pcall(os.time, parts) end
