-- The desk's targets as its settings have them. What is wrong with them is said when the plugin loads.

local hours = require("hours")

local function wrong(key, values)
  error(docket.text(docket.tr("wrong." .. key, values)), 0)
end

local function length(target, key, calendar)
  local text = target[key]
  if text == nil then return nil end
  return hours.length(text, calendar) or wrong("length", { name = target.name, key = key, length = text })
end

-- The targets in `list` and `by_name`, each with the condition on which it is a ticket's, its calendar
-- and its lengths in seconds; `otherwise` is the condition of tickets that have none of them.
return function(settings)
  local common = hours.calendar(settings.hours, settings.holidays, settings.zone)
  local targets = { list = {}, by_name = {} }
  -- A ticket has the first target that fits: each condition leaves out what earlier ones fit.
  local others = {}
  for _, target in ipairs(settings.targets) do
    local name, before = target.name, targets.list[#targets.list]
    if targets.by_name[name] then wrong("twice", { name = name }) end
    if targets.is_complete then wrong("never", { name = name, before = before.name }) end
    local calendar = common
    if target.hours or target.zone then
      calendar = hours.calendar(target.hours or settings.hours, settings.holidays, target.zone or settings.zone)
    end
    local made = {
      name = name, calendar = calendar,
      respond = length(target, "respond", calendar), resolve = length(target, "resolve", calendar),
    }
    if not (made.respond or made.resolve) then wrong("no_length", { name = name }) end
    local terms = { table.unpack(others) }
    if string.match(target.when or "", "^%s*$") then
      targets.is_complete = true
    else
      table.insert(terms, 1, "(" .. target.when .. ")")
      others[#others + 1] = "not:(" .. target.when .. ")"
    end
    made.when = #terms > 0 and table.concat(terms, " ") or nil
    targets.list[#targets.list + 1] = made
    targets.by_name[name] = made
  end
  targets.otherwise = #others > 0 and table.concat(others, " ") or nil
  return targets
end
