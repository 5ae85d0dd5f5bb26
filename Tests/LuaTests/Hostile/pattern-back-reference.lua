-- EXPECT: instructions
local text = ("a"):rep(6000)
return text:find("(a+)%1%1b")
