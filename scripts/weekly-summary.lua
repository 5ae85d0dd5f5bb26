-- Tells in a few lines how the last week went, as far as whoever runs it may see:
--
--     docket script run scripts/weekly-summary.lua

docket.script{ summary = "What came in, what was closed and what waits, over the last week" }

local function line(label, query)
  print(string.format("%-22s %d", label, docket.tickets.count(query)))
end

line("came in", "created:-7d..")
line("closed", "closed:-7d..")
line("open", "is:open")
line("open, nobody's", "is:open no:assignee")
line("open, urgent", "is:open priority:urgent")
line("waiting", "is:waiting")
line("overdue", "(is:open or is:waiting) due:..-0d")

print("\nlongest open:")
for _, ticket in ipairs(docket.tickets.find("is:open sort:created", { limit = 5 })) do
  local age = (docket.time.now() - ticket.created) // 86400
  print(string.format("%6d  %3dd  %s", ticket.id, age, ticket.subject))
end
