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

  /// Words that stand on the screens of some commands as they are typed.
  static let exceptions: [String: (words: Set<String>, reason: String)] = [
    "field show": (
      ["name", "type", "many", "plugin", "label", "about", "types", "choices", "default", "text"],
      "the keys of docket.field"
    ),
    "field list": (kinds, "what --type takes"), "plugin settings": (kinds, "types in manifests"),
    "rule show": (["active", "order", "when", "priority", "event"], "what rule set takes"),
    "setting list": (["language"], "what setting set takes"),
    "plugin order": (["created", "reply", "close"], "events, as hooks name them"),
  ]

  /// The kinds of fields and settings, as Lua and `field add` name them.
  private static let kinds: Set = [
    "text", "integer", "number", "boolean", "time", "date", "duration", "choice", "person",
    "ticket", "queue", "tag", "list", "map", "record", "secret", "query",
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
