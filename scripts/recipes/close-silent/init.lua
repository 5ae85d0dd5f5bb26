-- A timer of each ticket that waits for its customer. Whatever is said starts it anew.

local settings = docket.settings

local function after(change, span) return change.now + docket.time.span(span) end

local function start(change)
  local waits = change.after.category == "waiting"
  change:schedule("silent", waits and after(change, settings.warn_after) or nil)
  change:schedule("too_silent", nil)
end

docket.before("field.stage", start, { name = "moved", when = settings.only })
docket.before("ticket.reply", start, { name = "said", when = settings.only })

-- The world may have changed while the timer ran, so it is asked for again.
local function still_waits(change)
  return docket.tickets.count("id:$id is:waiting (" .. settings.only .. ")", { values = { id = change.id } }) == 1
end

docket.after("timer.silent", function(change)
  if not still_waits(change) then return end
  local at = after(change, settings.close_after)
  local says = { id = change.id, subject = change.after.subject, day = docket.time.format(at, "%Y-%m-%d") }
  docket.notify{
    about = change.id, to = "requester", visibility = "public", event = "close-silent.warning",
    subject = docket.tr("warning.subject", says), text = docket.tr("warning.text", says),
  }
  docket.schedule{ ticket = change.id, name = "too_silent", at = at }
end, { name = "warn" })

docket.after("timer.too_silent", function(change)
  if not still_waits(change) then return end
  local _, problem = docket.tickets.close(change.id, { reason = settings.reason, version = change.after.version })
  if problem then docket.log.warn("ticket {id} stays open: {why}", { id = change.id, why = problem.message }) end
end, { name = "close" })
