-- A life cycle says which stages a ticket of the type goes through, what each means to the desk (its
-- category), which moves there are, and where the desk's verbs lead.

local approve = "{{name}}.approve_{{word}}"

docket.lifecycle{
  name = "{{word}}",
  initial = "asked",
  stages = {
    { name = "asked", category = "open" },
    { name = "approved", category = "open" },
    { name = "done", category = "closed" },
    { name = "rejected", category = "closed" },
    { name = "deleted", category = "discarded" },
  },
  transitions = {
    -- Who may do the action may move the ticket by hand too, and nobody else.
    asked = { { to = "approved", permission = approve }, "rejected", "deleted" },
    approved = { "done", "rejected", "deleted" },
    done = { "approved", "deleted" },
    rejected = { "asked", "deleted" },
    deleted = { "@before" },
  },
  leads = {
    close = { asked = "rejected", approved = "done" },
    reopen = { done = "approved", rejected = "asked" },
    discard = { deleted = "deleted" },
    restore = "@before",
    undo = "deleted",
  },
}

docket.type{ name = "{{word}}", lifecycle = "{{word}}" }

docket.role{ name = "manager", grants = { approve } }

-- A verb of its own: an entry in the history, a permission, `docket do ID approve_{{word}}`.
docket.action{
  name = "approve_{{word}}",
  when = "type:{{word}} stage:asked",
  propose = function(change) change:set("stage", "approved") end,
}

-- A rule stands in a hook, so that it holds whichever way the ticket is moved.
docket.validate("field.stage", function(change)
  if change.before and change.before.stage == "asked" and change.actor.name == change.before.requester then
    change:refuse("stage", docket.tr("refusal.own"))
  end
end, { name = "not-own", when = "type:{{word}} stage:approved" })
