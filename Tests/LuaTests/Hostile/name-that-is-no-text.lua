-- EXPECT: done
local x = setmetatable({}, { __name = {} })
print(x, ("y"):rep(3000), x, ("z"):rep(9000))
desk.on("ticket.close", function(ticket)
  local shown = setmetatable({}, { __name = ticket })
  print(shown, ("y"):rep(3000), shown, ("z"):rep(9000))
  assert(("%s"):rep(3):format(shown, shown, shown) == "tabletabletable")
end)
