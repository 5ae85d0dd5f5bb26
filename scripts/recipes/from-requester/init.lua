-- The ticket keeps a copy: it stays right when the person moves, and can be corrected by hand. Who
-- wants the present value asks for `requester.site` in queries, and needs no copy.

docket.field{ name = "site", on = "person", type = "tag" }
docket.field{ name = "site_of_ticket", type = "tag" }

docket.before("field.requester", function(change)
  if change.source == "import" or change:edited("site_of_ticket") then return end
  local requester = change.after.requester
  local person = requester and docket.people.get(requester)
  if person and person.fields.site then change:set("site_of_ticket", person.fields.site) end
end, { name = "copy" })
