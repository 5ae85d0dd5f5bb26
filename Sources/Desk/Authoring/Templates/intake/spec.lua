local with_support = { requires = { "support" } }

spec.case("answers become a ticket of who answers", with_support, function(desk)
  local done = desk:submit("{{word}}", { subject = "No light", room = "3", number = "A-1" }, "ann")
  spec.done(done)
  local ticket = desk:get(done.ticket)
  spec.equal({ ticket.subject, ticket.requester, ticket.source, ticket.priority },
    { "No light", "ann", "{{word}}", "normal" })
  spec.equal(ticket.fields.{{word}}_room, "3")
end)

spec.case("a document of the same number changes nothing", with_support, function(desk)
  desk:submit("{{word}}", { subject = "No light", number = "A-1" }, "ann")
  desk:submit("{{word}}", { subject = "No light", number = "A-1" }, "ann")
  spec.equal(#desk:find("source:{{word}}"), 1)
end)

spec.case("what is wrong is told by field", with_support, function(desk)
  spec.refused(desk:submit("{{word}}", { priority = "soon" }, "ann"), "subject", "priority")
  spec.refused(desk:submit("{{word}}", { subject = "No light", priority = "urgent" }, "ann"), "room")
  spec.equal(#desk:find("source:{{word}}"), 0)
end)

spec.case("the desk says where they go", { requires = { "support" }, settings = { queue = "rooms" } }, function(desk)
  desk:queue("rooms")
  local done = desk:submit("{{word}}", { subject = "No light" }, "ann")
  spec.equal(desk:get(done.ticket).queue, "rooms")
end)
