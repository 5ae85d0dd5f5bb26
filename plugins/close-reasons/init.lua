-- Nothing is closed without saying why, and each reason wants its own evidence.

docket.field{ name = "duplicate_of", type = "ticket" }

docket.close_reason{ name = "solved", requires = { "root_causes" }, clears = { "root_causes" } }
docket.close_reason{ name = "duplicate", requires = { "duplicate_of" } }
docket.close_reason{ name = "declined", requires = { "comment" } }
docket.close_reason{ name = "no_answer" }

docket.validate("ticket.close", function(change)
  if change.source == "import" then return end
  if change.after.close_reason == nil then
    change:refuse("close_reason", docket.tr("refusal.no_reason"))
  end
end, { name = "reason" })
