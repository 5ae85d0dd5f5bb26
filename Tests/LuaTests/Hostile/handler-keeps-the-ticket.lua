-- EXPECT: done
local kept
desk.on("ticket.close", function(t)
  kept = t
  desk.on("ticket.close", function() end)
end)
desk.on("ticket.close", function(t)
  assert(kept.summary == t.summary and not rawequal(kept, t))
  assert(not pcall(function() kept.summary = "x" end))
end)
