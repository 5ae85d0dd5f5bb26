-- The time of a decision is the time of its change: replayed, it is decided alike.

local settings = docket.settings
local names = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }

-- Whoever may set this field may move a ticket in spite of the freeze, and says why.
docket.field{ name = "freeze_reason", type = "text", edit = "freeze.override" }
docket.role{ name = "manager", grants = { "freeze.override" } }

local frozen = {}
for _, stage in ipairs(settings.stages) do frozen[stage] = true end

-- Why nothing moves at that time, as a text; nil if it may.
local function freeze(now)
  local day = names[docket.time.parts(now).weekday]
  for _, name in ipairs(settings.days) do
    if name == day then return docket.tr("refusal.day." .. day) end
  end
  local today = docket.time.format(now, "%Y-%m-%d")
  for _, week in ipairs(settings.weeks) do
    if week.from <= today and today <= week.till then return docket.tr("refusal.week", week) end
  end
end

docket.validate("field.stage", function(change)
  if change.source == "import" or not frozen[change.after.stage] then return end
  local edit = change:edited("freeze_reason")
  if edit and edit.to then return end
  local why = freeze(change.now)
  if why then change:refuse("stage", why) end
end, { name = "frozen", when = settings.only })
