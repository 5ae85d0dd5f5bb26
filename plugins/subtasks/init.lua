-- Work in parts: a ticket's children are those that name it as their `parent`; and tasks, which
-- nobody asked for from outside.

local settings = docket.settings

docket.lifecycle{
  name = "task",
  initial = "todo",
  stages = {
    { name = "todo", category = "open" },
    { name = "doing", category = "open" },
    { name = "blocked", category = "waiting" },
    { name = "later", category = "postponed" },
    { name = "done", category = "closed" },
    { name = "dropped", category = "closed" },
    { name = "deleted", category = "discarded" },
  },
  transitions = {
    todo = { "doing", "blocked", "later", "done", "dropped", "deleted" },
    doing = { "todo", "blocked", "later", "done", "dropped", "deleted" },
    blocked = { "todo", "doing", "later", "done", "dropped", "deleted" },
    later = { "todo", "doing", "blocked", "done", "dropped", "deleted" },
    done = { "todo", "doing", "dropped", "deleted" },
    dropped = { "todo", "doing", "done", "deleted" },
    deleted = { "@before" },
  },
  leads = {
    close = "done",
    reopen = "todo",
    postpone = "later",
    wake = { doing = "doing", blocked = "doing", ["*"] = "todo" },
    discard = { deleted = "deleted" },
    restore = "@before",
    undo = "deleted",
  },
  -- Who asks somebody outside waits for them; their answer lets the work go on.
  on_reply = {
    agent = { todo = "blocked", doing = "blocked" },
    customer = { blocked = "doing", done = "doing", dropped = "@stay" },
  },
}

docket.type{ name = "task", lifecycle = "task" }

local staff = "subtasks.view"
local child_is_open = "not:is:closed,discarded"

-- The numbers of a ticket's children, of those that a condition is about.
local function numbers(condition, id)
  local found = {}
  for child in docket.tickets.each("parent:$id sort:id " .. condition, { values = { id = id } }) do
    found[#found + 1] = child.id
  end
  return found
end

-- What is computed has what its reader sees: customers those of the children that are theirs.
docket.field{
  name = "children", type = "ticket", many = true,
  computed = function(ticket) return numbers("", ticket.id) end,
}
docket.field{ name = "open_children", type = "integer", edit = "plugin", view = staff }

local grants = { staff, "subtasks.subtask" }
if settings.agents_close_tasks then
  grants[#grants + 1] = { permission = "ticket.close", when = "type:task" }
end
docket.role{ name = "agent", grants = grants }
docket.role{ name = "manager", grants = { staff, "subtasks.subtask" } }

-- What a child is about is in the parent's history for the staff alone.
docket.action{
  name = "subtask",
  params = {
    subject = { type = "text", required = true, view = staff },
    body = { type = "long_text", view = staff },
    type = { type = "text", view = staff },
    assignee = { type = "person", view = staff },
    queue = { type = "queue", view = staff },
    due = { type = "time", view = staff },
  },
  when = child_is_open,
  propose = function(change)
    local ticket, child = change.after, { parent = change.id, type = settings.child_type }
    for _, field in ipairs(settings.take_over) do child[field] = ticket[field] end
    for name, value in pairs(change.params) do child[name] = value end
    change:also("create", nil, child)
  end,
}

local function open_children(id) return numbers(child_is_open, id) end

if settings.parent_waits then
  docket.validate("ticket.close", function(change)
    if change.source == "import" then return end
    local open = open_children(change.id)
    if #open > 0 then
      change:refuse(nil, docket.tr("refusal.open_children", { n = #open, ids = table.concat(open, ", ") }))
    end
  end, { name = "children-first" })

  docket.validate("field.parent", function(change)
    if change.source == "import" then return end
    local parent = docket.tickets.get(change.after.parent)
    if parent and parent.category == "closed" then
      change:refuse("parent", docket.tr("refusal.closed_parent", { id = parent.id }))
    end
  end, { name = "open-parent", when = "has:parent " .. child_is_open })
end

-- Counts anew, rather than one more or less: what moves twice, or is undone, counts once.
local function recount(id)
  local ticket = docket.tickets.get(id)
  if not ticket then return nil end
  local known, open = ticket.fields.open_children, #open_children(id)
  if known ~= open then
    docket.tickets.update(id, { set = { open_children = open }, notify = false })
  end
  return known, open
end

local function changed(change)
  for _, edit in ipairs(change.edits) do
    if edit.field == "parent" and edit.from then recount(edit.from) end
  end
  local parent = change.after.parent
  if not parent then return end
  local known, open = recount(parent)
  if not settings.tell_when_done or open ~= 0 or (known or 0) == 0 then return end
  local says = { id = parent, last = change.id }
  docket.notify{
    about = parent, to = "assignee", event = "subtasks.done",
    subject = docket.tr("notice.done", says), text = docket.tr("notice.done_text", says),
  }
end

for _, event in ipairs{
  "field.parent", "ticket.close", "ticket.reopen", "ticket.discard", "ticket.restore",
} do
  -- A parent that is taken away is found in the edit; else there is nothing to count without one.
  local when = event ~= "field.parent" and "has:parent" or nil
  docket.after(event, changed, { name = "count-" .. event:gsub("^.*%.", ""), when = when, import = true })
end
