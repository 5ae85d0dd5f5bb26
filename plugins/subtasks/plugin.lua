return {
  name = "subtasks",
  version = "1.0.0",
  api = 1,
  summary = "Tasks beside tickets, and tickets in parts: children shown, counted and closed before their parent",
  summaries = {
    de = "Aufgaben neben Tickets und Tickets in Teilen: Teilaufgaben werden gezeigt, gezählt und vor dem übergeordneten Ticket geschlossen",
    es = "Tareas junto a los tickets y tickets en partes: las subtareas se muestran, se cuentan y se cierran antes que su ticket",
    nl = "Taken naast tickets, en tickets in delen: deeltaken worden getoond, geteld en vóór het hoofdticket gesloten",
    ru = "Задачи при заявках и заявки из частей: подзадачи видны, подсчитаны и закрываются раньше своей заявки",
  },
  license = "MIT",
  permissions = {
    "ticket.view", "subtasks.view",
    { permission = "ticket.create", fields = {
      "type", "subject", "body", "parent", "requester", "queue", "priority", "tags", "due", "assignee", "team", "followers",
    } },
    { permission = "ticket.update", fields = { "fields" } },
  },
  settings = {
    -- The type of the children that `subtask` makes.
    child_type = { type = "type", default = "task" },
    take_over = {
      type = "list", default = { "queue", "priority" },
      of = { type = "text", choices = { "queue", "priority", "requester", "tags", "due", "assignee", "team", "followers" } },
    },
    -- Whether a parent is closed only once its children are.
    parent_waits = { type = "boolean", default = true },
    -- Whether who works on the parent is told when its last child is closed.
    tell_when_done = { type = "boolean", default = true },
    agents_close_tasks = { type = "boolean", default = true },
  },
}
