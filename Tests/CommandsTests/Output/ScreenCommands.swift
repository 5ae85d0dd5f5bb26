/// Command lines whose screens are read in each language: what is asked rightly, and wrongly.
enum ScreenCommands {
  /// For each command, ways to call it: at least one of them is refused.
  static let all: [String: [[String]]] = reading.merging(acting) { $1 }
    .merging(configuring) { $1 }.merging(extending) { $1 }.merging(working) { $1 }

  private static let reading: [String: [[String]]] = [
    "show": [["show", "1"], ["show", "2"], ["show", "3"], ["show", "5"], ["show", "99"]],
    "list": [
      ["list"], ["list", "--group", "stage"], ["list", "--group", "queue,priority"],
      ["list", "--columns", "id,source,category,tags,parent"], ["list", "priority:huge"],
      ["list", "due:sometime"], ["list", "nonsense:1"], ["list", "(is:open"],
      ["list", "--columns", "nonsense"], ["list", "sort:nonsense"],
    ],
    "view list": [["view", "list"], ["view", "list", "x"]],
    "view show": [["view", "show", "own"], ["view", "show", "nobody"]],
    "view board": [["view", "board", "--once"], ["view", "board", "nobody", "--once"]],
    "view save": [["view", "save", "mine2", "is:open"], ["view", "save", "a b", "is:open"]],
    "view delete": [["view", "delete", "mine2"], ["view", "delete", "nobody"]],
    "history": [
      ["history", "1"], ["history", "2"], ["history", "6"], ["history"], ["history", "desk"],
      ["history", "1", "--numbers"], ["history", "99"], ["history", "nonsense:1"],
    ],
    "explain": [
      ["explain", "1", "stage"], ["explain", "2", "close_reason"], ["explain", "5"],
      ["explain", "1", "nonsense"], ["explain", "999999"],
    ],
    "attachment": [["attachment", "3", "photo.txt"], ["attachment", "3", "nothing.txt"]],
    "inbox": [["inbox", "--all"], ["inbox", "--limit", "0"]],
    "inbox list": [["inbox", "list"], ["inbox", "list", "--limit", "0"]],
    "inbox read": [["inbox", "read"], ["inbox", "read", "x"]],
    "report": [
      ["report"], ["report", "volume"], ["report", "backlog"], ["report", "workload"],
      ["report", "response"], ["report", "effort", "--format", "chart"], ["report", "nonsense"],
      ["report", "volume", "--param", "by=nonsense"],
    ],
    "dashboard": [["dashboard"], ["dashboard", "x"]],
    "why": [
      ["why", "ann", "ticket.close"], ["why", "ann", "ticket.close", "1"],
      ["why", "carl", "note.view", "1"], ["why", "--told", "1", "reply", "--by", "ann"],
      ["why", "ann", "nonsense"], ["why", "nobody", "ticket.close"],
    ],
  ]

  private static let acting: [String: [[String]]] = [
    "new": [
      ["new", "Ещё", "--dry-run"], ["new", "Ещё", "--queue", "nowhere"], ["new"],
      ["new", "Ещё", "--priority", "huge"], ["new", "Ещё", "--due", "sometime"],
    ],
    "intake": [["intake"], ["intake", "nonsense", "empty.ndjson"]],
    "update": [
      ["update", "1", "priority=low", "--dry-run"], ["update", "3", "tags+=late"],
      ["update", "is:open", "priority=low", "--dry-run"], ["update", "1", "priority=huge"],
      ["update", "1", "nonsense=1"], ["update", "1"], ["update", "--list"],
      ["update", "1", "stage=nowhere"], ["update", "1", "version=3"],
    ],
    "note": [["note", "1", "Сказано", "--dry-run"], ["note", "1", "Сказано"], ["note", "1"]],
    "reply": [
      ["reply", "1", "Ответ", "--dry-run"], ["reply", "1", "Ответ"], ["reply", "99", "x"],
    ],
    "assign": [["assign", "1", "ann", "--dry-run"], ["assign", "1", "carl"]],
    "take": [["take", "1", "--dry-run"], ["take", "99"]],
    "close": [
      ["close", "1", "--reason", "no_answer", "--dry-run"], ["close", "1"], ["close", "2"],
      ["close", "1", "--reason", "nonsense"], ["close", "1", "--reason", "declined"],
    ],
    "reopen": [["reopen", "2", "--dry-run"], ["reopen", "1"]],
    "postpone": [["postpone", "1", "+3d", "--dry-run"], ["postpone", "1", "3d"]],
    "wake": [["wake", "5", "--dry-run"], ["wake", "1"]],
    "discard": [["discard", "6", "--to", "deleted", "--dry-run"], ["discard", "6"]],
    "restore": [["restore", "4", "--dry-run"], ["restore", "1"]],
    "attach": [["attach", "1", "photo.txt", "--dry-run"], ["attach", "1", "nothing.txt"]],
    "detach": [["detach", "3", "photo.txt", "--dry-run"], ["detach", "3", "nothing.txt"]],
    "forward": [
      [
        "forward", "1", "--to", "v@example.com", "--include", "details,body,history,notes",
        "--dry-run",
      ],
      ["forward", "1", "--to", "nobody"],
    ],
    "merge": [["merge", "3", "--into", "1", "--dry-run"], ["merge", "1", "--into", "1"]],
    "split": [["split", "999999"], ["split", "x"]],
    "do": [
      ["do", "--list"], ["do", "1"], ["do", "1", "nonsense"], ["do", "1", "merge", "into=x"],
    ],
    "undo": [["undo", "r999"], ["undo", "999999"], ["undo", "x"], ["undo", "1"]],
    "redact": [["redact", "999999"], ["redact", "x"], ["redact", "1"]],
    "purge": [["purge", "4", "--dry-run"], ["purge", "1", "--yes"]],
  ]

  private static let configuring: [String: [[String]]] = [
    "init": [["init", "another", "--dry-run"], ["init", "--bare", "--with", "support"]],
    "person add": [["person", "add", "eve", "--role", "agent"], ["person", "add", "a b"]],
    "person set": [["person", "set", "eve", "--zone", "UTC"], ["person", "set", "eve"]],
    "person list": [["person", "list"], ["person", "list", "x"]],
    "person show": [["person", "show", "ann"], ["person", "show", "nobody"]],
    "person away": [["person", "away", "eve"], ["person", "away", "eve", "--stand-in", "eve"]],
    "person back": [["person", "back", "eve"], ["person", "back", "eve"]],
    "person rename": [["person", "rename", "eve", "eva"], ["person", "rename", "eva", "ann"]],
    "person remove": [["person", "remove", "eva", "--dry-run"], ["person", "remove", "nobody"]],
    "role list": [["role", "list"], ["role", "list", "x"]],
    "role show": [["role", "show", "agent"], ["role", "show", "admin"], ["role", "show", "x"]],
    "role grant": [
      ["role", "grant", "agent", "export"], ["role", "grant", "customer", "note.view"],
      ["role", "grant", "agent", "nonsense"],
    ],
    "role revoke": [
      ["role", "revoke", "agent", "export"], ["role", "revoke", "agent", "export"],
    ],
    "role rename": [["role", "rename", "agent", "helper"]],
    "queue list": [["queue", "list"], ["queue", "list", "x"]],
    "queue add": [["queue", "add", "post"], ["queue", "add", "a b"], ["queue", "add", "post"]],
    "queue rename": [["queue", "rename", "post", "mail"], ["queue", "rename", "nowhere", "x"]],
    "queue remove": [["queue", "remove", "mail"], ["queue", "remove", "billing"]],
    "tag list": [["tag", "list"], ["tag", "list", "x", "y"]],
    "tag describe": [["tag", "describe", "vip", "Важный"], ["tag", "describe", "vip"]],
    "tag rename": [["tag", "rename", "vip", "gold"], ["tag", "rename", "nowhere", "x"]],
    "tag merge": [
      ["tag", "merge", "late", "--into", "gold", "--yes"],
      ["tag", "merge", "gold", "--into", "gold", "--yes"],
    ],
    "root-cause list": [["root-cause", "list"], ["root-cause", "list", "x", "y"]],
    "root-cause describe": [["root-cause", "describe", "paper", "Нет бумаги"]],
    "root-cause rename": [["root-cause", "rename", "nowhere", "x"]],
    "root-cause merge": [["root-cause", "merge", "a", "--into", "a", "--yes"]],
    "setting list": [["setting", "list"], ["setting", "list", "x"]],
    "setting set": [["setting", "set", "language", "n"], ["setting", "set", "nonsense", "1"]],
    "subscribe add": [
      ["subscribe", "--event", "created", "--when", "is:open"],
      ["subscribe", "--event", "nonsense"],
    ],
    "subscribe list": [["subscribe", "list"], ["subscribe", "list", "--all"]],
    "subscribe report": [["subscribe", "report", "volume"], ["subscribe", "report", "nonsense"]],
    "subscribe remove": [["subscribe", "remove", "999"]],
    "subscribe mute": [
      ["subscribe", "mute", "inbox:messages-requester"], ["subscribe", "mute", "x"],
    ],
    "subscribe unmute": [
      ["subscribe", "unmute", "inbox:messages-requester"], ["subscribe", "unmute", "x"],
    ],
    "field list": [["field", "list"], ["field", "list", "x"]],
    "field show": [["field", "show", "serial"], ["field", "show", "nothing"]],
    "field add": [["field", "add", "speed", "--type", "number"], ["field", "add", "speed"]],
    "field set": [
      ["field", "set", "speed", "--required"], ["field", "set", "nothing", "--required"],
    ],
    "field remove": [["field", "remove", "speed", "--yes"], ["field", "remove", "nothing"]],
    "type list": [["type", "list"], ["type", "list", "x"]],
    "type add": [["type", "add", "loan"], ["type", "add", "a b"]],
    "type set": [["type", "set", "loan", "--label", "Заём"], ["type", "set", "nothing"]],
    "type remove": [["type", "remove", "loan", "--yes"], ["type", "remove", "question"]],
    "reason list": [["reason", "list"], ["reason", "list", "x"]],
    "reason add": [["reason", "add", "lost"], ["reason", "add", "a b"]],
    "reason set": [
      ["reason", "set", "lost", "--requires", "comment"], ["reason", "set", "nothing"],
    ],
    "reason remove": [["reason", "remove", "lost", "--yes"], ["reason", "remove", "nothing"]],
    "stage list": [["stage", "list"], ["stage", "list", "nothing"]],
    "stage add": [
      ["stage", "add", "seen", "--category", "open", "--from", "new", "--to", "open"],
      ["stage", "add", "seen"],
    ],
    "stage set": [
      ["stage", "set", "seen", "--category", "waiting"], ["stage", "set", "nothing"],
    ],
    "stage allow": [
      ["stage", "allow", "seen", "answered"], ["stage", "allow", "seen", "nothing"],
    ],
    "stage forbid": [["stage", "forbid", "seen", "answered"], ["stage", "forbid", "seen", "x"]],
    "stage remove": [["stage", "remove", "seen", "--yes"], ["stage", "remove", "nothing"]],
    "rule list": [["rule", "list"], ["rule", "list", "--plugin", "nothing"]],
    "rule show": [["rule", "show", "quick"], ["rule", "show", "nothing"]],
    "rule add": [
      ["rule", "add", "quick", "when=is:open", "priority=high"], ["rule", "add", "x"],
    ],
    "rule set": [
      ["rule", "set", "quick", "priority=low"], ["rule", "set", "quick", "nonsense=1"],
    ],
    "rule order": [["rule", "order", "quick", "1"], ["rule", "order", "nothing", "1"]],
    "rule on": [["rule", "on", "quick"], ["rule", "on", "nothing"]],
    "rule off": [["rule", "off", "quick"], ["rule", "off", "nothing"]],
    "rule try": [["rule", "try", "1"], ["rule", "try", "99"]],
    "rule test": [["rule", "test"], ["rule", "test", "nothing"]],
    "rule remove": [["rule", "remove", "quick"], ["rule", "remove", "nothing"]],
  ]

  private static let extending: [String: [[String]]] = [
    "plugin list": [["plugin", "list"], ["plugin", "list", "x"]],
    "plugin info": [
      ["plugin", "info", "support"], ["plugin", "info", "sla"], ["plugin", "info", "nothing"],
    ],
    "plugin order": [["plugin", "order"], ["plugin", "order", "x"]],
    "plugin settings": [["plugin", "settings", "sla"], ["plugin", "settings", "nothing"]],
    "plugin set": [
      ["plugin", "set", "support", "reopen_on_reply=no"],
      ["plugin", "set", "support", "reopen_on_reply=maybe"], ["plugin", "set", "support", "x=1"],
    ],
    "plugin enable": [["plugin", "enable", "push"], ["plugin", "enable", "nothing"]],
    "plugin disable": [["plugin", "disable", "views"], ["plugin", "disable", "views"]],
    "plugin reload": [["plugin", "reload"], ["plugin", "reload", "nothing"]],
    "plugin backfill": [["plugin", "backfill", "reports"], ["plugin", "backfill", "nothing"]],
    "plugin check": [["plugin", "check", "./lamp"], ["plugin", "check", "./nowhere"]],
    "plugin test": [["plugin", "test", "./lamp"], ["plugin", "test", "./nowhere"]],
    "plugin top": [["plugin", "top"], ["plugin", "top", "x", "y"]],
    "plugin new": [["plugin", "new", "lamps"], ["plugin", "new", "lamps", "--kind", "nonsense"]],
    "plugin types": [["plugin", "types", "types"], ["plugin", "types", "photo.txt/x"]],
    "plugin pack": [["plugin", "pack", "./lamp"], ["plugin", "pack", "./nowhere"]],
    "plugin sign": [["plugin", "sign", "nothing.tar", "--key", "nora.key"]],
    "plugin key new": [["plugin", "key", "new", "x", "-o", "nowhere/x.key"]],
    "plugin verify": [["plugin", "verify", "./lamp"], ["plugin", "verify", "photo.txt"]],
    "plugin trust list": [["plugin", "trust", "list"], ["plugin", "trust", "list", "x"]],
    "plugin trust add": [["plugin", "trust", "add", "nora", "short"]],
    "plugin trust remove": [["plugin", "trust", "remove", "nobody"]],
    "plugin install": [
      ["plugin", "install", "./lamp", "--dry-run"], ["plugin", "install", "photo.txt"],
    ],
    "plugin rollback": [["plugin", "rollback", "nothing"]],
    "plugin remove": [["plugin", "remove", "nothing"], ["plugin", "remove", "support"]],
    "script list": [["script", "list"], ["script", "list", "x"]],
    "script run": [["script", "run", "nowhere.lua"]],
    "script check": [["script", "check", "seen.lua"], ["script", "check", "nowhere.lua"]],
    "script enable": [["script", "enable", "nowhere.lua"]],
    "script disable": [["script", "disable", "seen"], ["script", "disable", "seen"]],
    "import": [
      ["import", "rows.csv", "--map", "subject=title,queue=place"],
      ["import", "rows.csv", "--map", "nonsense=title"], ["import", "empty.ndjson"],
      ["import", "nothing.csv", "--map", "subject=title"],
    ],
    "export": [["export", "nonsense:1"], ["export", "--raw"]],
    "config export": [["config", "export", "x", "y"]],
    "config diff": [["config", "diff", "photo.txt"], ["config", "diff", "nothing.lua"]],
    "config apply": [["config", "apply", "photo.txt"], ["config", "apply", "nothing.lua"]],
  ]

  private static let working: [String: [[String]]] = [
    "repl": [
      ["repl", "-e", "t1"], ["repl", "-e", ".lifecycle question"], ["repl", "-e", ".fields"],
      ["repl", "-e", "history('ticket:1')"], ["repl", "-e", ".diff 1 2001-01-01 now"],
      ["repl", "-e", ".hooks ticket.close"], ["repl", "-e", ".nonsense"],
      ["repl", "--write", "-e", "t3:note{ text = 'x' }"], ["repl", "-e", "tickets('nonsense:1')"],
    ],
    "work": [["work", "--once"], ["work", "--lease", "0"]],
    "outbox list": [["outbox", "list"], ["outbox", "list", "--limit", "0"]],
    "outbox retry": [["outbox", "retry", "999999"], ["outbox", "retry", "x"]],
    "outbox drop": [["outbox", "drop", "999999"], ["outbox", "drop", "x"]],
    "log": [["log"], ["log", "--last", "0"], ["log", "--level", "loud"]],
    "audit verify": [["audit", "verify"], ["audit", "verify", "--public-key", "x"]],
    "audit seal": [["audit", "seal", "--key", "nothing.key"]],
    "audit key": [["audit", "key", "nowhere/a.key"]],
    "audit bytes": [["audit", "bytes", "999999"], ["audit", "bytes", "x"]],
    "backup": [["backup", "copy.db"], ["backup", "nowhere/copy.db"]],
    "upgrade": [["upgrade"], ["upgrade", "x"]],
    "doctor": [
      ["doctor", "--quick"], ["doctor", "--map", "x"], ["doctor", "--least-free", "x"],
    ],
    "help": [
      ["help"], ["help", "times"], ["help", "queries"], ["list", "--help"], ["help", "nonsense"],
    ],
    "completion": [["completion", "csh"]], "manual": [["manual", "x", "y"]],
    "version": [["version"], ["version", "x"]],
    "---complete": [["---complete", "fish", "show", ""], ["---complete", "fish", "sh"]],
  ]
}
