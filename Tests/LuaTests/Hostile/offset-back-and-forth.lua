-- EXPECT: instructions
local text = ("\u{20ac}"):rep(500000)
while true do local _ = utf8.offset(text, -400000) or utf8.len(text) end
