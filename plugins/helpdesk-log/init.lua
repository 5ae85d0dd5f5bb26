-- What the log of a help desk knows about a case. The rows come in through scripts/import-helpdesk-log.lua.

docket.lifecycle{
  name = "helpdesk",
  initial = "inserted",
  stages = {
    { name = "inserted", category = "open" },
    { name = "assessed", category = "open" },
    { name = "in_charge", category = "open" },
    { name = "waiting", category = "waiting" },
    { name = "upgrade_required", category = "waiting" },
    { name = "resolved", category = "waiting" },
    { name = "closed", category = "closed" },
    { name = "deleted", category = "discarded" },
  },
  transitions = {
    inserted = { "assessed", "in_charge", "waiting", "resolved", "closed", "deleted" },
    assessed = { "in_charge", "waiting", "resolved", "closed", "deleted" },
    in_charge = { "assessed", "waiting", "upgrade_required", "resolved", "closed", "deleted" },
    waiting = { "assessed", "in_charge", "upgrade_required", "resolved", "closed", "deleted" },
    upgrade_required = { "assessed", "in_charge", "waiting", "resolved", "closed", "deleted" },
    resolved = { "assessed", "in_charge", "waiting", "closed", "deleted" },
    closed = { "in_charge", "deleted" },
    deleted = { "@before" },
  },
  leads = {
    close = "closed",
    reopen = "in_charge",
    discard = "deleted",
    restore = "@before",
  },
}

docket.type{ name = "helpdesk_case", lifecycle = "helpdesk" }

for _, name in ipairs{
  "case_id",
  "customer",
  "product",
  "seriousness",
  "seriousness_revised",
  "responsible_section",
  "support_section",
  "service_level",
  "service_type",
  "workgroup",
  "variant",
  "variant_repeated",
} do
  docket.field{ name = name, type = "text", types = { "helpdesk_case" } }
end

docket.field{ name = "variant_index", type = "integer", types = { "helpdesk_case" } }
