local with_support = { requires = { "support" } }

local function case(desk)
  return desk:create{
    type = "helpdesk_case",
    subject = "Case 1",
    fields = { customer = "Value 1", variant_index = 12 },
  }
end

spec.case("a case starts inserted and keeps what the log says", with_support, function(desk)
  local ticket = desk:get(case(desk))
  spec.equal(ticket.stage, "inserted")
  spec.equal(ticket.fields.customer, "Value 1")
  spec.equal(ticket.fields.variant_index, 12)
end)

spec.case("a closed case is reopened in charge", with_support, function(desk)
  local id = case(desk)
  desk:act("mia", "close", id, {})
  desk:act("mia", "reopen", id, {})
  spec.equal(desk:get(id).stage, "in_charge")
end)

spec.case("a case takes no stage of questions", with_support, function(desk)
  spec.refused(desk:try("mia", "update", case(desk), { set = { stage = "answered" } }), "stage")
end)
