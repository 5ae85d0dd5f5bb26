-- EXPECT: badResult
desk.on("ticket.close", function() return { text = "\xf0\x28" } end)
