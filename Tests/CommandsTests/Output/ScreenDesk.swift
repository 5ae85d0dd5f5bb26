/// The desk whose screens are read, and what stands on them as it is typed.
enum ScreenDesk {
  /// What a desk is made of before, as its admin.
  static let beginning: [[String]] = [
    [
      "plugin", "enable", "reports", "routing", "views", "templates", "time-tracking", "actions",
      "subtasks", "organizations", "satisfaction", "intake", "sla", "--yes",
    ],
    ["setting", "set", "language", "ru"],
    ["new", "Принтер", "--requester", "carl", "--body", "Не печатает"],
    ["new", "Страницы", "--queue", "billing", "--due", "+2d", "--priority", "high"],
    ["new", "Экран", "--tag", "vip"], ["new", "Мышь"], ["new", "Стол"], ["new", "Лампа"],
    ["new", "Замок"], ["attach", "3", "photo.txt"],
    ["assign", "3", "ann"], ["reply", "1", "Смотрим"], ["note", "1", "Нет бумаги"],
    ["note", "1", "Чужое"], ["close", "2", "--reason", "no_answer"], ["postpone", "5", "+3d"],
    ["discard", "4", "--to", "deleted"], ["merge", "7", "--into", "6"],
    ["subscribe", "--event", "reply"], ["person", "away", "bob", "--stand-in", "ann"],
    ["view", "save", "own", "is:open"], ["script", "enable", "seen.lua", "--yes"],
    ["field", "add", "serial", "--type", "text"],
    ["plugin", "key", "new", "nora", "-o", "nora.key"],
  ]

  /// Commands whose screens the authors of plugins read, in English.
  static let forAuthors: [String: String] = [
    "plugin check": "what is wrong with Lua", "plugin test": "what cases say",
    "plugin new": "a plugin's files", "plugin types": "a plugin's files",
    "script check": "what is wrong with Lua", "script run": "what a script says",
  ]

  /// What command lines name, besides what the desk has at the end.
  static let given: Set = [
    "vip", "late", "gold", "eve", "eva", "post", "mail", "lost", "speed", "serial", "quick",
    "paper",
    "own", "mine", "nora", "lamp", "loan", "seen", "account", "hardware", "network", "software",
  ]

  /// Words that stand on the screens of some commands as they are typed.
  static let exceptions: [String: (words: Set<String>, reason: String)] = [
    "---complete": (["show"], "what is completed"),
    "audit verify": (["outbox", "bulk", "plugin", "state"], "names of tables"),
    "config apply": (["near", "symbol", "unexpected"], "what Lua says of a file"),
    "config diff": (["near", "symbol", "unexpected"], "what Lua says of a file"),
    "field add": (kinds, "what --type takes"), "field list": (kinds, "what --type takes"),
    "field show": (
      kinds.union(["name", "type", "many", "plugin", "label", "about", "types", "default"]),
      "the keys of docket.field"
    ),
    "help": (commands.union(dates), "commands, topics and words of dates"),
    "history": (
      [
        "epoch", "customers", "with", "parent", "when", "name", "type", "away", "stands", "view",
        "export", "consent", "plugin",
      ],
      "fields of the desk's own history, and conditions"
    ),
    "lifecycle show": (verbs, "what people type to go there"),
    "list": (fields, "fields in queries"), "report": (fields, "fields in queries"),
    "log": (["debug", "info", "warning", "error"], "what --level takes"),
    "plugin info": (
      ["export", "parent", "memory", "milliseconds", "enable", "reload"],
      "permissions, limits and events"
    ),
    "plugin list": (["ntfy"], "a program"),
    "plugin top": (["ask", "part"], "names of hooks"),
    "plugin order": (
      [
        "enable", "known", "parent", "reload", "close", "reply", "created", "open", "working",
      ], "events, as hooks name them, and conditions"
    ),
    "plugin settings": (
      kinds.union(["pause", "roles", "role", "zone", "holidays", "hours", "targets", "recipient"]),
      "settings and their types"
    ),
    "reason add": (
      ["and", "case", "digits", "letters", "lower"], "what registration says, for authors"
    ),
    "repl": (lua.union(fields).union(verbs), "names and values as Lua has them"),
    "role grant": (["permission"], "what a refusal is about, as it is typed"),
    "role show": (["view"], "a permission"),
    "rule list": (
      ["asap", "dringend", "outage", "spoed", "storing", "urgente"], "what rules look for"
    ),
    "rule show": (["active", "order", "when", "priority", "event"], "what rule set takes"),
    "rule test": (
      ["asap", "dringend", "outage", "spoed", "storing", "urgente"], "what rules look for"
    ),
    "setting list": (["language"], "what setting set takes"),
    "subscribe report": (dates, "days of the week"),
  ]

  /// The kinds of fields and settings, as Lua and `field add` name them.
  private static let kinds: Set = [
    "text", "integer", "number", "boolean", "time", "date", "duration", "choice", "person",
    "ticket", "queue", "tag", "list", "map", "record", "secret", "query",
  ]

  /// The kernel's fields, as queries name them.
  private static let fields: Set = [
    "attachment", "attachments", "category", "follower", "followers", "parent", "rank", "updated",
    "version", "subject", "stage", "priority", "queue", "type", "tags", "team", "due", "wake",
    "source", "created", "closed", "body", "requester", "assignee",
  ]

  /// Words of dates, which are taken in English as well.
  private static let dates: Set = [
    "december", "eom", "eow", "eoy", "minutes", "next", "this", "today", "tomorrow", "friday",
    "monday", "tuesday", "wednesday", "thursday", "saturday", "sunday", "some", "word", "now",
    "yesterday", "the", "mid", "weekend",
  ]

  /// The words of commands, and the topics of help.
  private static let commands = Set(ScreenCommands.all.keys.flatMap(ForeignWords.words)).union([
    "and", "codes", "exit", "queries", "times", "lifecycle", "disable", "enable", "fields",
    "plugins", "scripts", "permissions", "notes", "limits",
  ])

  /// The verbs that life cycles lead.
  private static let verbs: Set = [
    "close", "discard", "postpone", "reopen", "restore", "wake",
  ]

  /// Members and heads of what Lua gives, and its errors.
  private static let lua: Set = [
    "manual", "management", "met", "paused", "required", "third", "values", "ask", "calls", "hook",
    "plugin", "stop", "validate", "column", "itself", "put", "quotes", "search", "the", "target",
    "before", "after", "step", "event", "when", "order", "field", "unknown", "for", "answered",
    "normal", "question", "new", "actor", "action", "what", "seq", "ticket", "low", "high",
    "urgent",
  ]

  /// The files that they name, beside the desk.
  static let files: [String: String] = [
    "photo.txt": "лампа", "empty.ndjson": "",
    "rows.csv": "title,place\nПервый,billing\nВторой,nowhere\n",
    "desk/scripts/seen.lua": "docket.script{ summary = 'Видит', permissions = {} }\n",
    "lamp/plugin.lua": """
    return { name = "lamp", version = "1.0.0", api = 1, summary = "Лампы", permissions = {} }
    """,
    "lamp/init.lua": "docket.field{ name = 'lamp', type = 'text' }\n",
    "lamp/spec.lua": "spec.case('горит', {}, function(desk) spec.equal(1, 1) end)\n",
  ]
}
