-- EXPECT: badResult
desk.on("ticket.close", function() return coroutine.create(print) end)
