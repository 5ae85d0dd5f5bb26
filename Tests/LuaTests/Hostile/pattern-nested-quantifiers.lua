-- EXPECT: instructions
local text = ("a"):rep(400)
return text:match("(a*)(a*)(a*)(a*)(a*)(a*)b")
