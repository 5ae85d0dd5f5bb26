-- Brings the log of a help desk in: one ticket for a case, one entry for a row.
--
--     docket import helpdesk-log.csv --with scripts/import-helpdesk-log.lua
--
-- Needs the plugin helpdesk-log. Use it as a model: an importer says what one row means, and the desk does the rest.
-- It remembers how far it has come, so importing a longer file again adds only what is new.

local stages = {
  ["Insert ticket"] = "inserted",
  ["Assign seriousness"] = "assessed",
  ["Take in charge ticket"] = "in_charge",
  ["Wait"] = "waiting",
  ["Require upgrade"] = "upgrade_required",
  ["Resolve ticket"] = "resolved",
  ["Closed"] = "closed",
}

-- The log numbers its people: "Value 7" becomes the person value-7, who is made where there is none yet.
local function person(import, resource)
  return import:person{ name = resource:lower():gsub("[^a-z0-9]+", "-"), roles = { "agent" } }
end

local function fields(row)
  return {
    case_id = row["Case ID"],
    customer = row.customer,
    product = row.product,
    seriousness = row.seriousness,
    seriousness_revised = row.seriousness_2,
    responsible_section = row.responsible_section,
    support_section = row.support_section,
    service_level = row.service_level,
    service_type = row.service_type,
    workgroup = row.workgroup,
    variant = row.Variant,
    variant_index = math.tointeger(row["Variant index"]),
    variant_repeated = row.Variant_2,
  }
end

docket.importer{
  name = "helpdesk-log",
  format = "csv",
  each = function(row, import)
    local case, activity = row["Case ID"], row.Activity
    local at = assert(docket.time.parse(row["Complete Timestamp"], "%Y/%m/%d %H:%M:%S.%f"))
    local actor = person(import, row.Resource)
    local stage = stages[activity]

    if not import:seen(case) then
      import:create{
        key = case,
        at = at,
        actor = actor,
        type = "helpdesk_case",
        subject = case .. ": " .. activity,
        stage = stage,
        fields = fields(row),
      }
    elseif stage then
      local set = fields(row)
      set.stage = stage
      if stage == "in_charge" then set.assignee = actor end
      import:update{ key = case, at = at, actor = actor, set = set }
    else
      import:note{ key = case, at = at, actor = actor, text = activity }
    end
  end,
}
