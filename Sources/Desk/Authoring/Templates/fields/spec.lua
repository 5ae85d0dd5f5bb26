local with_support = { requires = { "support" } }

spec.case("a ticket has it, and is found by it", with_support, function(desk)
  local id = desk:create{ subject = "No light", fields = { {{word}} = "medium" } }
  spec.equal(desk:get(id).fields.{{word}}, "medium")
  spec.equal(#desk:find("{{word}}:medium", "ann"), 1)
  spec.equal(#desk:find("{{word}}:high", "ann"), 0)
end)

spec.case("a raised priority needs it", with_support, function(desk)
  local id = desk:create{ subject = "No light" }
  spec.refused(desk:try("ann", "update", id, { set = { priority = "high" } }), "{{word}}")
  desk:act("ann", "update", id, { set = { priority = "high", {{word}} = "high" } })
  spec.equal(desk:get(id).priority, "high")
end)

spec.case("another word is refused", with_support, function(desk)
  local id = desk:create{ subject = "No light" }
  spec.refused(desk:try("ann", "update", id, { set = { {{word}} = "enormous" } }), "{{word}}")
end)

spec.case("the note is for tickets that have it", with_support, function(desk)
  local id = desk:create{ subject = "No light" }
  spec.refused(desk:try("ann", "update", id, { set = { {{word}}_note = "since Monday" } }), "{{word}}_note")
  desk:act("ann", "update", id, { set = { {{word}} = "low", {{word}}_note = "since Monday" } })
  spec.equal(desk:get(id).fields.{{word}}_note, "since Monday")
end)
