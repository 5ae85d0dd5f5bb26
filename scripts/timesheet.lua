-- What somebody worked in a week, of the time that the plugin time-tracking logs, as far as whoever runs it may see:
--
--     docket script run timesheet
--     docket script run timesheet ann 2026-W10
--     docket script run timesheet all last-week
--
-- The person is yourself where none is given, and `all` is everybody; the week is this one. Any period that a query
-- knows will do: 2026-03, 2026-03-02, today.

docket.script{ summary = "The time that somebody logged in a week, by day and ticket, with sums" }

local who, period = ...
who = who or "me"
period = period or "this-week"

-- Entries of a ticket that an undo took back, and the newest correction of each other one.
local function standing(id)
  local gone, undos, latest = {}, {}, {}
  for entry in docket.history.each("ticket:$id (action:undo or has:data.spent)", { values = { id = id } }) do
    if entry.action == "undo" then
      undos[#undos + 1] = entry
    else
      latest[#latest + 1] = entry
    end
  end
  table.sort(undos, function(a, b) return a.seq > b.seq end)
  for _, undo in ipairs(undos) do
    for _, seq in ipairs(not gone[undo.seq] and undo.params.entries or {}) do gone[seq] = true end
  end
  local counts = {}
  for _, entry in ipairs(latest) do
    local first = entry.data.corrects or entry.seq
    if not gone[entry.seq] and not gone[first] and entry.seq > (counts[first] or 0) then counts[first] = entry.seq end
  end
  return counts
end

local function words(seconds)
  return string.format("%d:%02d", seconds // 3600, seconds // 60 % 60)
end

-- What counts, by worker, in order of days.
local function sheets()
  local query = "has:data.spent data.day:" .. "$period"
  if who ~= "all" then query = query .. (who == "me" and " data.worker:me" or " data.worker:$who") end
  local tickets, people, names = {}, {}, {}
  for entry in docket.history.each(query, { values = { period = period, who = who } }) do
    local id, worker = entry.ticket, entry.data.worker
    tickets[id] = tickets[id] or standing(id)
    if tickets[id][entry.data.corrects or entry.seq] == entry.seq and entry.data.spent > 0 then
      if not people[worker] then
        people[worker] = {}
        names[#names + 1] = worker
      end
      table.insert(people[worker], entry)
    end
  end
  table.sort(names)
  return names, people
end

local names, people = sheets()
if #names == 0 then print("no time was logged") end
for _, name in ipairs(names) do
  local entries, sum, billable = people[name], 0, 0
  table.sort(entries, function(a, b)
    if a.data.day ~= b.data.day then return a.data.day < b.data.day end
    return a.seq < b.seq
  end)
  print(name)
  for _, entry in ipairs(entries) do
    local spent = entry.data.spent
    sum = sum + spent
    if entry.data.billable then billable = billable + spent end
    print(string.format("  %s  %6s  %s  #%-5d  %s", entry.data.day, words(spent),
      entry.data.billable and "billable" or "        ", entry.ticket, entry.data.what or ""))
  end
  print(string.format("  %-10s  %6s  %s billable", "", words(sum), words(billable)))
end
