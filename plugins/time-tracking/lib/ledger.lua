-- What was logged on a ticket. The history is the ledger: an entry of log_time, stop_work or
-- correct_time has in its data who worked, when, how long and on what.
local ledger = {}

-- The entries of a ticket that an undo took back; an undo may be taken back as well.
function ledger.undone(ticket)
  local undos, gone = {}, {}
  for undo in docket.history.each("ticket:$id action:undo", { values = { id = ticket } }) do
    undos[#undos + 1] = undo
  end
  table.sort(undos, function(a, b) return a.seq > b.seq end)
  for _, undo in ipairs(undos) do
    for _, seq in ipairs(not gone[undo.seq] and undo.params.entries or {}) do gone[seq] = true end
  end
  return gone
end

-- The newest entry of a query of one ticket that no undo took back, or nil.
local function newest(ticket, query, values)
  local gone, found = ledger.undone(ticket), nil
  values.id = ticket
  for entry in docket.history.each("ticket:$id " .. query, { values = values }) do
    if not gone[entry.seq] and (not found or entry.seq > found.seq) then found = entry end
  end
  return found
end

-- When a person began the work that runs.
function ledger.began(ticket, worker)
  local start = newest(ticket, "action:start_work data.worker:$worker", { worker = worker })
  return start and start.data.since
end

-- What is logged in an entry as it is now, and the number of the entry that it was first; nil if it
-- logs nothing on this ticket.
function ledger.current(ticket, seq)
  local entry = docket.history.get(seq)
  if not entry or entry.ticket ~= ticket or not entry.data.spent then return nil end
  local first = docket.history.get(entry.data.corrects or seq)
  if ledger.undone(ticket)[first.seq] then return nil end
  local correction = newest(ticket, "data.corrects:$first", { first = first.seq })
  return (correction or first).data, first.seq
end

return ledger
