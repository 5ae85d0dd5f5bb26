-- EXPECT: badResult
desk.on("ticket.close", function() return ("r"):rep(2000000) end)
