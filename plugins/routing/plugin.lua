return {
  name = "routing",
  version = "1.1.0",
  api = 1,
  summary = "Rules that say who gets a ticket and what it becomes, by event, kind and query",
  summaries = {
    de = "Regeln, die sagen, wer ein Ticket bekommt und was daraus wird, nach Ereignis, Art und Abfrage",
    es = "Reglas que dicen quién recibe un ticket y qué pasa con él, por evento, tipo y consulta",
    nl = "Regels over wie een ticket krijgt en wat het wordt, naar gebeurtenis, soort en zoekvraag",
    ru = "Правила: кому достаётся заявка и что с ней происходит, по событию, типу и запросу",
  },
  license = "MIT",
  -- Who has a ticket already keeps it.
  after = { "round-robin" },
  -- Rules set what an admin wants, stages of all categories included.
  permissions = {
    "ticket.view", "ticket.update", "ticket.close", "ticket.reopen", "ticket.postpone", "ticket.discard",
    "note.add", "note.view", "person.view",
    -- Rules by time: since when a ticket waits, and what is done then.
    "history.view", "routing.apply_rule",
  },
  settings = {
    rules = {
      type = "map",
      of = {
        type = "record",
        fields = {
          active = { type = "boolean", default = true },
          -- Low ones come first.
          order = { type = "integer", between = { 0, 1000000 }, default = 100 },
          -- An action, as create, reply or close; field.NAME; any; or time.
          event = { type = "event", default = "create" },
          -- By time: how long a ticket waits for it, and since what: stage, an action or field.NAME.
          after = { type = "duration", between = { "1m", "3650d" } },
          since = { type = "event" },
          types = { type = "list", of = "type" },
          -- A query: the tickets that it is for.
          when = { type = "query" },
          -- The languages of the text that it is for.
          languages = { type = "list", of = { type = "choice", choices = { "en", "nl", "es", "ru", "de" } } },
          -- Names, role:NAME, same:requester, same:organization: the first that there is.
          assign = { type = "list", of = "recipient" },
          -- How somebody of a role is chosen.
          by = { type = "choice", choices = { "turn", "load" } },
          -- Only people of a role whose language is that of the text.
          speaking = { type = "boolean" },
          queue = { type = "queue" },
          priority = { type = "choice", choices = { "low", "normal", "high", "urgent" } },
          stage = { type = "stage" },
          tags = { type = "list", of = "tag" },
          untag = { type = "list", of = "tag" },
          team = { type = "list", of = "person" },
          followers = { type = "list", of = "person" },
          -- Other fields, those of plugins too; of lists, +x adds and -x takes away.
          set = { type = "map", keys = "field", of = "text" },
          note = { type = "long_text" },
          notify = {
            type = "record",
            fields = { to = { type = "list", of = "recipient" }, text = { type = "long_text" } },
          },
        },
      },
      default = {
        round_robin = { order = 900, active = true, event = "create", assign = { "role:agent" }, by = "turn" },
        least_loaded = { order = 800, active = false, event = "create", assign = { "role:agent" }, by = "load" },
        by_language = {
          order = 700, active = false, event = "create", assign = { "role:agent" }, by = "turn", speaking = true,
        },
        by_organization = { order = 300, active = false, event = "create", assign = { "same:organization" } },
        by_requester = { order = 200, active = false, event = "create", assign = { "same:requester" } },
        remind_assignee = {
          order = 950, active = false, event = "time", after = "3d", since = "stage", when = "is:waiting",
          notify = { to = { "assignee" } },
        },
        unassigned = {
          order = 960, active = false, event = "time", after = "4h", since = "create",
          when = "is:open no:assignee", notify = { to = { "role:manager" } },
        },
        by_keyword = {
          order = 100, active = false, event = "create", priority = "high", tags = { "urgent" },
          when = "subject:urgent,asap,outage,dringend,spoed,storing,urgente,срочно,авария",
        },
      },
    },
    -- What counts as work that somebody has, for `by = "load"`.
    load = { type = "query", default = "is:open,waiting" },
  },
}
