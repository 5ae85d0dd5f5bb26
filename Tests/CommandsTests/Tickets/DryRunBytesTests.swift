import Foundation
import TestSupport
import Testing

/// A dry run writes nothing: not a byte of any file of the desk is another one after it.
@Suite struct DryRunBytesTests {
  /// For each command that takes `--dry-run`, ways to call it.
  ///
  /// `BULK` and `DONE` stand for a stopped bulk and one that is done, `FIRST` for an entry, `SAID`
  /// for a note, and `IN` for the folder with what is taken in.
  static let commands: [String: [[String]]] = [
    "init": [["init", "other", "--with", "support-desk"], ["init", "--bare"]],
    "new": [["new", "x", "--priority", "high"], ["new", ""]],
    "update": [
      ["update", "1", "priority=high"], ["update", "1", "2", "tags+=x"],
      ["update", "is:open", "priority=low"], ["update", "1", "2", "tags+=x", "--atomic"],
      ["update", "--resume", "BULK"], ["update", "--abandon", "BULK"], ["update", "--list"],
    ],
    "intake": [
      ["intake", "visit", "IN/visit.json"], ["intake", "visit", "--folder", "IN"],
    ],
    "note": [["note", "1", "psst"], ["note", "is:open", "psst"]],
    "reply": [
      ["reply", "1", "hello"], ["reply", "1", "hello", "--attach", "IN/one.csv"],
      ["reply", "1", "2", "hello", "--attach", "IN/one.csv", "--set", "priority=low"],
    ],
    "assign": [["assign", "1", "ann"], ["assign", "1", "2", "ann"]],
    "take": [["take", "1"], ["take", "is:open"]],
    "close": [["close", "1", "--reason", "declined", "--comment", "no"], ["close", "1"]],
    "reopen": [["reopen", "2"]], "postpone": [["postpone", "1", "+3d"]], "wake": [["wake", "3"]],
    "discard": [["discard", "1", "--to", "spam"]], "restore": [["restore", "4"]],
    "attach": [["attach", "1", "IN/one.csv"]], "detach": [["detach", "1", "one.csv"]],
    "forward": [
      ["forward", "1", "--to", "bob", "--subject", "s", "--message", "m", "--include", "body"]
    ],
    "merge": [["merge", "3", "--into", "1"], ["merge", "1", "3", "--into", "5"]],
    "split": [["split", "SAID"]],
    "tag merge": [["tag", "merge", "x", "done", "--into", "counted"]],
    "root-cause merge": [["root-cause", "merge", "cable", "--into", "plug"]],
    "do": [["do", "1", "tally"], ["do", "1", "fail"]],
    "undo": [["undo", "FIRST"], ["undo", "DONE"]],
    "redact": [["redact", "FIRST"]], "purge": [["purge", "4"], ["purge", "is:discarded"]],
    "import": [
      ["import", "IN/one.csv", "--map", "subject=name"],
      ["import", "IN/export.ndjson", "--source", "other"],
    ],
    "script run": [["script", "run", "IN/busy.lua"]],
    "rule add": [["rule", "add", "lamps", "tags=x"]],
    "rule set": [["rule", "set", "by_keyword", "tags+=x"]],
    "rule order": [["rule", "order", "by_keyword", "--last"]],
    "rule on": [["rule", "on", "by_keyword"]], "rule off": [["rule", "off", "round_robin"]],
    "rule remove": [["rule", "remove", "by_keyword"]],
    "config apply": [["config", "apply", "IN/config.lua"]],
    "field add": [["field", "add", "x", "--type", "text", "--label", "X"]],
    "field set": [["field", "set", "weight", "--required", "--label", "Weight"]],
    "field remove": [["field", "remove", "weight"]],
    "field rename": [["field", "rename", "weight", "mass"]],
    "field rename-choice": [["field", "rename-choice", "size", "small", "tiny"]],
    "type rename": [["type", "rename", "order", "command"]],
    "reason rename": [["reason", "rename", "gone", "lost"]],
    "stage rename": [["stage", "rename", "away", "out"]],
    "lifecycle add": [["lifecycle", "add", "x", "--like", "question"]],
    "lifecycle set": [["lifecycle", "set", "path", "--close", "shut"]],
    "lifecycle rename": [["lifecycle", "rename", "path", "way"]],
    "lifecycle remove": [["lifecycle", "remove", "path"]],
    "type add": [["type", "add", "bill", "--lifecycle", "path"]],
    "type set": [["type", "set", "order", "--label", "x"]],
    "type remove": [["type", "remove", "order"]], "reason add": [["reason", "add", "x"]],
    "reason set": [["reason", "set", "gone", "--requires", "comment"]],
    "reason remove": [["reason", "remove", "gone"]],
    "stage add": [
      ["stage", "add", "x", "--lifecycle", "question", "--category", "open", "--from", "new"]
    ],
    "stage set": [["stage", "set", "away", "--to", "open"]],
    "stage remove": [["stage", "remove", "away"]],
    "stage allow": [["stage", "allow", "answered", "new", "--lifecycle", "question"]],
    "stage forbid": [["stage", "forbid", "new", "away", "--lifecycle", "question"]],
    "tag describe": [["tag", "describe", "x", "What x is"]],
    "root-cause describe": [["root-cause", "describe", "x", "What x is"]],
    "plugin install": [
      ["plugin", "install", "IN/lamp", "--unsigned"], ["plugin", "install", "lamp@=3.0.0"],
    ],
    "plugin upgrade": [["plugin", "upgrade"], ["plugin", "upgrade", "lamp"]],
    "plugin rollback": [["plugin", "rollback", "lamp"]],
    "plugin remove": [["plugin", "remove", "lamp"], ["plugin", "remove", "lamp", "--purge"]],
    "plugin backfill": [
      ["plugin", "backfill", "busy", "--again"],
      ["plugin", "backfill", "busy", "count", "--again"],
    ],
  ]

  private func desk() throws -> (desk: TestDesk, words: [String: String]) {
    let desk = try TestDesk()
    try desk.write(
      plugin: "busy", permissions: "'ticket.view', 'note.add', 'ticket.update'",
      """
      docket.before('ticket.*', function(change)
        docket.state.add('seen', 1)
        docket.log.info('seen')
      end)
      docket.action{ name = 'tally', params = {}, propose = function(change)
        change:set('tags', { add = { 'counted' } })
      end }
      docket.action{ name = 'fail', params = {}, propose = function(change) error('no') end }
      docket.form{
        name = 'visit', fields = { { name = 'subject', type = 'text' } },
        each = function(answers)
          docket.log.info('asked')
          return { subject = answers.subject, requester = 'jane@example.com' }
        end,
      }
      docket.backfill{ name = 'count', query = 'not:tag:counted', each = function(ticket)
        docket.state.add('filled', 1)
        return { tags = { add = { 'counted' } } }
      end }
      """)
    let folder = desk.folder + "/in"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = [
      "visit.json": #"{"subject": "x"}"#,
      "one.csv": "name,text\nFirst,a\nSecond,b\n",
      "busy.lua": """
      docket.script{ summary = 'x', permissions = { 'ticket.create', 'ticket.update', 'ticket.view' } }
      docket.state.set('seen', 1)
      docket.log.info('seen')
      docket.tickets.create{ subject = 'x' }
      docket.tickets.update(1, { set = { priority = 'high' } })
      """,
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let setting = [
      ["plugin", "enable", "busy", "--yes"], ["field", "add", "weight", "--type", "integer"],
      ["field", "add", "size", "--type", "choice", "--choices", "small,big"],
      ["type", "add", "order"], ["reason", "add", "gone"],
      ["stage", "add", "away", "--category", "waiting", "--from", "new"], ["new", "One"],
      ["new", "Two"], ["new", "Three"],
      ["new", "Four"], ["close", "2", "--reason", "declined", "--comment", "no"],
      ["postpone", "3", "+3d"], ["discard", "4", "--to", "spam"], ["attach", "1", "in/one.csv"],
      ["note", "2", "psst"], ["plugin", "enable", "routing", "--yes"],
      ["lifecycle", "add", "path", "--stage", "start=open", "--stage", "shut=closed"],
    ]
    for arguments in setting {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    for version in ["1.0.0", "2.0.0"] {
      try PackCommandTests.write(version, besides: desk)
      let result = try desk.run("plugin", "install", "lamp", "--unsigned", "--yes")
      #expect(result.status == 0, "\(result)")
    }
    try PackCommandTests.write("3.0.0", to: "in/lamp", besides: desk)
    try IndexCommandTests.ask(desk, of: ["in/lamp"])
    for (file, arguments) in [
      "export.ndjson": ["export"], "config.lua": ["config", "export"],
    ] {
      let text = try desk.process(arguments).run().output
        .replacing("\"subject\":\"One\"", with: "\"subject\":\"Won\"")
        .replacing("queues = {", with: "queues = { \"more\",")
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
    }
    let done = try desk.run("update", "1", "2", "tags+=done", "--yes").output
    let first = try #require((try desk.json("history", "1") as? [[String: Any]])?.first?["seq"])
    let said = try #require(
      (try desk.json("history", "2") as? [[String: Any]])?.first {
        $0["action"] as? String == "note"
      }?["seq"])
    let bulk = try StoppedBulk.begin(at: desk.path, tagging: [1, 2, 3, 4])
    // What this process has written goes into the database's file.
    _ = try SQLiteShell.run(on: desk.path + "/docket.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    return (
      desk,
      [
        "BULK": bulk, "IN": folder, "FIRST": "\(first)", "SAID": "\(said)",
        "DONE": String(done.prefix { $0 != ":" }),
      ]
    )
  }

  /// The contents of all files of the desk; what SQLite keeps beside the database while it is open is
  /// in the database by then.
  private func files(of desk: TestDesk) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let names = FileManager.default.enumerator(atPath: desk.path)?.allObjects as? [String] ?? []
    for name in names where !name.hasSuffix("-shm") {
      guard let data = FileManager.default.contents(atPath: "\(desk.path)/\(name)") else {
        continue
      }
      if !data.isEmpty || !name.hasSuffix("-wal") { files[name] = data }
    }
    return files
  }

  @Test func `no command changes a byte of the desk on a dry run`() throws {
    let (desk, words) = try desk()
    let before = try files(of: desk)
    var refused: [String: String] = [:]
    for (command, ways) in Self.commands.sorted(by: { $0.key < $1.key }) {
      for way in ways {
        let arguments = way.map { word in
          words.reduce(word) { $0.replacing($1.key, with: $1.value) }
        }
        let result = try desk.process(arguments + ["--dry-run"]).run()
        let after = try files(of: desk)
        for name in Set(before.keys).union(after.keys) {
          #expect(before[name] == after[name], "\(way) changes \(name)")
        }
        #expect(result.status < 2, "\(way): \(result.errors)")
        if result.status != 0 { refused[way.joined(separator: " ")] = result.errors }
        guard before == after else { return }
      }
      #expect(!ways.isEmpty, "\(command)")
    }
    #expect(refused.keys.sorted() == ["close 1", "do 1 fail", "init --bare", "new "], "\(refused)")
  }

  @Test func `what is left of a stopped bulk is shown by a dry run, and done without it`() throws {
    let (desk, words) = try desk()
    let bulk = try #require(words["BULK"])
    let shown = try desk.run("update", "--resume", bulk, "--dry-run")
    #expect(shown.output.contains("tags"), "\(shown)")
    #expect(try desk.run("update", "--abandon", bulk, "--dry-run").output.contains("would give up"))
    #expect(try desk.run("list", "tag:seen").output.isEmpty)
    #expect(try desk.run("update", "--resume", bulk).status == 0)
    #expect(try desk.run("list", "tag:seen").output.contains("One"))
  }

  @Test func `each command that takes --dry-run is tried`() throws {
    let desk = try TestDesk.unchanged()
    let help = try desk.run("--experimental-dump-help").output
    let tree = try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any]
    var found: Set<String> = []
    func visit(_ command: [String: Any], _ path: [String]) {
      let options = command["arguments"] as? [[String: Any]] ?? []
      let names = options.flatMap { $0["names"] as? [[String: Any]] ?? [] }
      if names.contains(where: { $0["name"] as? String == "dry-run" }) {
        found.insert(path.joined(separator: " "))
      }
      for inner in command["subcommands"] as? [[String: Any]] ?? [] {
        visit(inner, path + [inner["commandName"] as? String ?? ""])
      }
    }
    visit(try #require(tree?["command"] as? [String: Any]), [])
    #expect(found == Set(Self.commands.keys))
  }
}
