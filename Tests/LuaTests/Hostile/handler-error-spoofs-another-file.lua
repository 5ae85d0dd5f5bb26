-- EXPECT: runtime
desk.on("ticket.close", function()
  error("kernel/Pipeline.swift:1: all is well\r\n\27]0;owned\7", 0)
end)
