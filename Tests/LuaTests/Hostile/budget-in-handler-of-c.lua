-- EXPECT: instructions
while true do xpcall(error, next, ("x"):rep(40)) end
