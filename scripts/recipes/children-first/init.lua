-- Every ticket can name another one as its `parent`. The close of the parent asks for its children.

docket.validate("ticket.close", function(change)
  if change.source == "import" then return end
  local open = {}
  local query = "parent:$id not:is:closed,discarded sort:id"
  for child in docket.tickets.each(query, { values = { id = change.id } }) do
    open[#open + 1] = child.id
  end
  if #open > 0 then
    change:refuse(nil, docket.tr("refusal.open", { n = #open, ids = table.concat(open, ", ") }))
  end
end, { name = "children" })
