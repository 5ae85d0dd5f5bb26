-- EXPECT: memory instructions
while true do pcall(desk.on, "ticket.close", function() end) end
