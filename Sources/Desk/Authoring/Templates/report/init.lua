-- The store counts, so that no ticket is read here. `docket help api report` says what `run` is given.

docket.report{
  name = "{{word}}",
  params = {
    by = { type = "text", default = "assignee" },
    least = { type = "integer", default = 1, between = { 1, 1000000 } },
  },
  group = "by",
  columns = { { "group", "text" }, { "tickets", "integer" }, { "urgent", "integer" } },
  chart = { kind = "bars", label = "group", values = { "tickets" } },
  run = function(report)
    local by = report.params.by
    local open = docket.tickets.count("is:open", { by = by })
    local urgent = docket.tickets.count("is:open priority:urgent", { by = by })
    local rows = {}
    for group, count in pairs(open) do
      if count >= report.params.least then
        rows[#rows + 1] = { group = group ~= "" and group or "–", tickets = count, urgent = urgent[group] or 0 }
      end
    end
    table.sort(rows, function(a, b)
      if a.tickets ~= b.tickets then return a.tickets > b.tickets end
      return a.group < b.group
    end)
    return rows
  end,
}
