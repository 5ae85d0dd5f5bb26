-- EXPECT: badResult
desk.on("ticket.close", function()
  local t = {}
  t.t = t
  return t
end)
