spec.case("a new assignee is told", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "update", id, { set = { assignee = "ann" } })
  local told = desk.outbox[#desk.outbox]
  spec.equal(told.recipient, "ann")
  spec.equal(told.channel, "inbox")
end)

spec.case("who takes a ticket is not told of it", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  local before = #desk.outbox
  desk:act("ann", "update", id, { set = { assignee = "ann" } })
  spec.equal(#desk.outbox, before)
end)
