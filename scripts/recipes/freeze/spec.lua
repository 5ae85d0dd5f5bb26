local function at(time, settings, zone)
  return { requires = { "support" }, at = time, settings = settings, zone = zone }
end

local function change_ticket(desk) return desk:create{ subject = "New switch", tags = { "change" } } end

local thursday, friday = "2026-01-08 12:00", "2026-01-09 12:00"
local weeks = { days = {}, weeks = { { from = "2026-12-21", till = "2027-01-03" } } }

spec.case("on a Friday a change is not done", at(friday), function(desk)
  local outcome = desk:try("mia", "close", change_ticket(desk), {})
  spec.refused(outcome, "stage")
  assert(outcome.message:find("not on Fridays", 1, true), outcome.message)
end)

spec.case("on other days it is", at(thursday), function(desk)
  local id = change_ticket(desk)
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("what is no change is done on a Friday, and a change may move elsewhere", at(friday), function(desk)
  desk:act("mia", "close", desk:create{ subject = "Question" }, {})
  desk:act("ann", "reply", change_ticket(desk), { text = "Planned" })
end)

spec.case("a manager who says why may, and says so each time", at(friday), function(desk)
  local id = change_ticket(desk)
  desk:act("mia", "close", id, { set = { freeze_reason = "The old one burns" } })
  desk:act("mia", "reopen", id, {})
  spec.refused(desk:try("mia", "close", id, {}), "stage")
end)

spec.case("an agent may not, whatever they say", at(friday, { stages = { "answered" } }), function(desk)
  local id = change_ticket(desk)
  spec.refused(desk:try("ann", "update", id, { set = { stage = "answered" } }), "stage")
  spec.equal(desk:try("ann", "update", id, { set = { stage = "answered", freeze_reason = "Please" } }).code, "denied")
end)

spec.case("a frozen week holds on its first and its last day", at("2026-12-21 00:00", weeks), function(desk)
  local id = change_ticket(desk)
  spec.refused(desk:try("mia", "close", id, {}), "stage")
  desk:at(docket.time.parse("2027-01-03 23:59", "%Y-%m-%d %H:%M"))
  spec.refused(desk:try("mia", "close", id, {}), "stage")
  desk:at(docket.time.parse("2027-01-04 00:00", "%Y-%m-%d %H:%M"))
  desk:act("mia", "close", id, {})
end)

-- In Auckland it is Friday already.
spec.case("the day is that of the desk's clock", at("2026-01-08 12:00Z", nil, "Pacific/Auckland"), function(desk)
  spec.refused(desk:try("mia", "close", change_ticket(desk), {}), "stage")
end)
