local with_support = { requires = { "support" } }

spec.case("a ticket is found by the number that it had", with_support, function(desk)
  local id = desk:create{ subject = "No light", fields = { {{word}}_number = "A-1" } }
  spec.equal(desk:get(id).fields.{{word}}_number, "A-1")
  spec.equal(#desk:find("{{word}}_number:A-1", "ann"), 1)
end)

spec.case("nobody edits the number by hand", with_support, function(desk)
  local id = desk:create{ subject = "No light", fields = { {{word}}_number = "A-1" } }
  spec.equal(desk:try("ann", "update", id, { set = { {{word}}_number = "A-2" } }).code, "denied")
  spec.equal(desk:get(id).fields.{{word}}_number, "A-1")
end)
