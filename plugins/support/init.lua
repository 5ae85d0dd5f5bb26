-- What a question is: the stages it goes through, who may do what with it.

docket.lifecycle{
  name = "question",
  initial = "new",
  stages = {
    { name = "new", category = "open" },
    { name = "answered", category = "waiting" },
    { name = "open", category = "open" },
    { name = "postponed", category = "postponed" },
    { name = "resolved", category = "closed" },
    { name = "spam", category = "discarded" },
    { name = "deleted", category = "discarded" },
  },
  transitions = {
    new = { "answered", "postponed", "resolved", "deleted", "spam" },
    answered = { "postponed", "open", "resolved", "deleted", "spam" },
    postponed = { "new", "open", "resolved", "deleted", "spam" },
    open = { "answered", "postponed", "resolved", "deleted", "spam" },
    resolved = { "open", "deleted", "spam" },
    spam = { "@before", "deleted" },
    deleted = { "@before" },
  },
  leads = {
    close = "resolved",
    reopen = "open",
    postpone = "postponed",
    wake = { new = "new", ["*"] = "open" },
    discard = { spam = "spam", deleted = "deleted" },
    restore = "@before",
    undo = "deleted",
  },
  on_reply = {
    agent = { new = "answered", open = "answered" },
    customer = {
      answered = "open",
      postponed = "open",
      resolved = docket.settings.reopen_on_reply and "open" or "@stay",
    },
  },
}

docket.type{ name = "question", lifecycle = "question" }

local agent = {
  "ticket.view",
  "ticket.create",
  "ticket.update",
  "ticket.reply",
  "ticket.reopen",
  "ticket.postpone",
  "ticket.discard",
  "ticket.restore",
  "ticket.attach",
  "ticket.forward",
  "ticket.undo.own",
  "note.view",
  "note.add",
  "history.view",
  "person.view",
  "person.add",
  "bulk",
  "report",
}

local manager = {
  "ticket.close",
  "ticket.purge",
  "ticket.redact",
  "ticket.undo",
  "export",
  "import",
  "view.share",
  "person.manage",
  "outbox.manage",
}
table.move(agent, 1, #agent, #manager + 1, manager)

docket.role{ name = "agent", grants = agent }
docket.role{ name = "manager", grants = manager }
local mine = "requester:me"
-- Customers whom the staff lets follow a ticket read the conversation and take part in it.
local shared = "requester:me or followers:me"

docket.role{
  name = "customer",
  side = "customer",
  grants = {
    { permission = "ticket.view", when = shared },
    { permission = "history.view", when = shared },
    { permission = "ticket.reply", when = shared },
    { permission = "ticket.attach", when = mine },
    -- Who works on it, where it waits and by when is the desk's to say; `fields` are those of plugins.
    {
      permission = "ticket.create",
      fields = { "type", "subject", "body", "tags", "parent", "fields" },
      when = mine,
    },
    {
      permission = "ticket.create",
      fields = { "priority" },
      when = mine .. " priority:.." .. docket.settings.customer_priority,
    },
  },
}
