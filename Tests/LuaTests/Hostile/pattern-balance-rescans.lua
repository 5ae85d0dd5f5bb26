-- EXPECT: instructions
local text = ("("):rep(200000)
return text:find("%b()")
