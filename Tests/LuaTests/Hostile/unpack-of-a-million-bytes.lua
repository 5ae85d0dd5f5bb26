-- EXPECT: memory runtime
local text = ("x"):rep(1000000)
return string.unpack(("B"):rep(1000000), text)
