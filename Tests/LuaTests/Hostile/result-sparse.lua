-- EXPECT: badResult
desk.on("ticket.close", function() return { 1, 2, [1000000] = 3 } end)
