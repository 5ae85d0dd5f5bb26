-- EXPECT: instructions deadline
desk.on("ticket.close", function(ticket)
  local wrong = ("summarx"):rep(8)
  while true do pcall(function() return ticket[wrong] end) pcall(function() return desk[wrong] end) end
end)
