import Foundation
import TestSupport
import Testing

@Suite struct JSONSchemaTests {
  /// Command lines whose documents are held against the schema; together they take every command.
  private static let lines: [[String]] = [
    ["show", "1"], ["list"], ["history", "1"], ["history"], ["do", "1"],
    ["do", "--list"], ["explain", "1", "priority"], ["inbox"], ["new", "x"],
    ["new", "x", "--dry-run"],
    ["update", "1", "priority=high"], ["update", "1", "2", "tags=x", "--yes"],
    ["update", "id:1", "tags=y", "--dry-run"], ["update", "--list"], ["undo", "LAST"],
    ["note", "1", "n"], ["reply", "1", "r"], ["split", "SEQ"],
    ["note", "id:1", "n", "--dry-run"],
    ["reply", "1", "2", "r", "--stage", "answered", "--yes"], ["take", "1"],
    ["assign", "1", "ann"], ["postpone", "1", "+1d"], ["wake", "1"],
    ["close", "1", "--reason", "solved", "--root-cause", "cable"], ["reopen", "1"],
    ["attach", "1", "map.lua"], ["attachment", "1", "map.lua", "-o", "copy.lua"],
    ["detach", "1", "map.lua"], ["history", "1"], ["forward", "1", "--to", "bob"],
    ["forward", "1", "--to", "bob", "--include", "files,history", "--dry-run"],
    ["redact", "SEQ", "--yes"], ["history", "1"], ["show", "1"],
    ["discard", "1", "--to", "spam"], ["restore", "1"], ["merge", "2", "--into", "1"],
    ["init", "other"], ["init", "third", "--with", "support-desk", "--dry-run"],
    ["person", "add", "eve", "--role", "agent"], ["person", "set", "eve", "--language", "nl"],
    ["person", "away", "eve", "--till", "+1d", "--stand-in", "bob"], ["person", "list"],
    ["person", "show", "eve"], ["person", "back", "eve"], ["person", "rename", "eve", "eva"],
    ["person", "remove", "eva", "--hand-over-to", "bob"], ["role", "list"],
    ["role", "show", "agent"],
    ["role", "grant", "trainee", "ticket.view", "--when", "is:open"],
    ["role", "rename", "trainee", "junior"],
    ["role", "revoke", "junior", "ticket.view"], ["role", "remove", "junior"],
    ["why", "ann", "ticket.close", "1"],
    ["setting", "list"], ["setting", "set", "attachment_limit", "9 MB"],
    ["queue", "add", "sales"], ["queue", "list"], ["queue", "rename", "sales", "trade"],
    ["queue", "remove", "trade"], ["update", "1", "tags=x", "root_causes=cable"], ["tag", "list"],
    ["tag", "describe", "x", "What x is"], ["root-cause", "describe", "cable", "A cable"],
    ["tag", "list"], ["root-cause", "list"], ["tag", "rename", "x", "z"],
    ["tag", "merge", "z", "--into", "y", "--yes"],
    ["root-cause", "merge", "cable", "--into", "plug", "--yes"],
    ["update", "1", "root_causes=cable"],
    ["root-cause", "list"], ["root-cause", "rename", "cable", "wire"],
    ["list", "--group", "queue"], ["view", "save", "mine", "is:open"], ["view", "list"],
    ["view", "show", "mine"], ["list", "--view", "mine"], ["view", "board", "mine"],
    ["view", "board", "--by", "assignee"], ["view", "delete", "mine"],
    ["subscribe", "--event", "created"], ["subscribe", "--role", "admin", "--event", "reply"],
    ["subscribe", "list"], ["subscribe", "mute", "2"], ["subscribe", "unmute", "2"],
    ["subscribe", "remove", "1"], ["inbox", "list"], ["inbox", "read"], ["history", "desk"],
    ["plugin", "list"],
    ["plugin", "info", "support"],
    ["plugin", "order"], ["plugin", "enable", "round-robin", "--yes"], ["plugin", "reload"],
    ["plugin", "settings", "round-robin"], ["plugin", "set", "round-robin", "role=agent"],
    ["plugin", "disable", "round-robin"],
    ["plugin", "enable", "routing", "--yes"], ["rule", "list"], ["rule", "show", "by_keyword"],
    ["rule", "add", "lamps", "tags=a", "--off"], ["rule", "set", "lamps", "tags=b"],
    ["rule", "order", "lamps", "--first"], ["rule", "on", "lamps"], ["rule", "try", "lamps"],
    ["rule", "try", "lamps", "1"], ["rule", "test"], ["rule", "off", "lamps"],
    ["rule", "remove", "lamps"],
    ["plugin", "enable", "reports", "--yes"], ["report"],
    ["report", "volume"], ["report", "response", "--param", "target=4h", "--since", "2020"],
    ["report", "backlog", "--html", "page.html"], ["dashboard"],
    ["subscribe", "report", "volume", "--since", "-7d"], ["subscribe", "list"],
    ["plugin", "enable", "intake", "--yes"], ["intake"], ["intake", "phone", "call.json"],
    ["intake", "phone", "call.json", "--dry-run"], ["intake", "letter", "--folder", "spool"],
    ["plugin", "backfill", "sizes", "--dry-run"],
    ["plugin", "backfill", "sizes", "--yes"], ["plugin", "info", "sizes"], ["export"],
    ["plugin", "test", "support"], ["plugin", "check", "support"], ["plugin", "new", "mine"],
    ["plugin", "types"], ["plugin", "types", "-o", "mine/types/docket.lua"],
    ["plugin", "pack", "lamp", "-o", "lamp.pack", "--force"], ["plugin", "key", "new", "jane"],
    ["plugin", "sign", "lamp.pack", "--key", "jane.key"],
    ["plugin", "trust", "add", "jane", "KEY"],
    ["plugin", "trust", "list"], ["plugin", "verify", "lamp.pack"],
    ["plugin", "install", "lamp.pack", "--yes"], ["plugin", "remove", "lamp"],
    ["plugin", "rollback", "lamp"], ["plugin", "trust", "remove", "jane"],
    ["plugin", "pack", "lamp", "-o", "packs/lamp.docketpack", "--force"],
    ["plugin", "index", "make", "packs", "--key", "jane.key"],
    ["plugin", "index", "add", "corp", "packs", "--key", "KEY"], ["plugin", "index", "list"],
    ["plugin", "search", "lamp"], ["plugin", "install", "lamp@*", "--yes"],
    ["plugin", "outdated"], ["plugin", "upgrade", "--yes"],
    ["plugin", "remove", "lamp", "--purge", "--yes"], ["plugin", "install", "lamp@*", "--yes"],
    ["plugin", "index", "remove", "corp"],
    ["outbox", "list"],
    ["outbox", "retry", "1"], ["outbox", "drop", "1"], ["work", "--once"], ["log"],
    ["plugin", "settings", "support"], ["plugin", "set", "support", "reopen_on_reply=no"],
    ["import", "tickets.csv", "--with", "map.lua"], ["export"],
    ["field", "add", "weight", "--type", "integer", "--between", "1..9"],
    ["field", "set", "weight", "--label", "Weight"], ["field", "list"],
    ["field", "show", "weight"], ["field", "rename", "weight", "mass"],
    ["field", "remove", "mass"],
    ["field", "add", "girth", "--type", "choice", "--choices", "small,big"],
    ["field", "rename-choice", "girth", "small", "tiny"], ["field", "remove", "girth"],
    ["type", "add", "bill", "--default", "priority=low"],
    ["type", "set", "bill", "--default", ""], ["type", "list"],
    ["type", "rename", "bill", "invoice"], ["type", "remove", "invoice"],
    ["reason", "add", "gone"], ["reason", "set", "gone", "--requires", "comment"],
    ["reason", "list"], ["reason", "rename", "gone", "lost"], ["reason", "remove", "lost"],
    ["stage", "add", "away", "--category", "waiting", "--from", "new"],
    ["stage", "set", "away", "--to", "open"], ["stage", "list"],
    ["stage", "rename", "away", "out"], ["stage", "remove", "out"],
    ["stage", "allow", "answered", "new"], ["stage", "forbid", "answered", "new"],
    ["lifecycle", "add", "loan", "--like", "question"], ["lifecycle", "list"],
    ["lifecycle", "show", "loan"], ["lifecycle", "set", "loan", "--reopen", "new"],
    ["lifecycle", "rename", "loan", "lending"], ["lifecycle", "remove", "lending"],
    ["config", "export"], ["config", "diff", "desk.lua"],
    ["config", "apply", "desk.lua", "--dry-run"], ["script", "list"],
    ["script", "check", "quiet.lua"], ["script", "run", "hello.lua"],
    ["script", "enable", "quiet.lua", "--yes"], ["script", "disable", "quiet"],
    ["discard", "1", "--to", "deleted"], ["purge", "1", "--yes"], ["audit", "verify"], ["help"],
    ["help", "times"], ["help", "show"], ["help", "api", "tickets.get"], ["help", "api"],
    ["help", "api", "--html", "api.html"], ["help", "api", "--html", "-"],
    ["completion", "bash"], ["work", "--once"], ["doctor"],
    ["audit", "key", "desk.key"], ["audit", "seal"], ["backup", "copy.db"], ["plugin", "top"],
    ["upgrade"], ["version"],
    ["repl", "-e", "{ 1, 2 }"],
  ]

  @Test func `every command's document is as the schema has it`() throws {
    let schema = try JSONSchema()
    let desk = try desk()
    var seen: Set<String> = []
    var key = ""
    for line in JSONSchemaTests.lines {
      let command = schema.command(of: line)
      seen.insert(command)
      let words = try line.map { word in
        if word == "KEY" { return key }
        return ["SEQ", "LAST"].contains(word) ? try lastEntry(of: desk) : word
      }
      let result = try desk.process(words + ["--json"]).run()
      #expect(result.status == 0, "\(line): \(result.output) \(result.errors)")
      #expect(try problems(result.output, of: command, by: schema) == [], "\(line)")
      if command == "plugin key new" { key = try Self.key(in: result.output) }
    }
    // A trace waits for calls, and has a test of its own.
    #expect(seen == schema.commands.subtracting(["plugin trace"]))
  }

  @Test(arguments: ["ann", "carl"])
  func `who sees less gets a document of the same schema`(person: String) throws {
    let schema = try JSONSchema()
    let desk = try desk()
    try desk.run("new", "of carl", "--requester", "carl")
    try desk.run("note", "2", "internal")
    let commands = [["show", "2"], ["history", "2"], ["list"], ["reply", "2", "x"], ["inbox"]]
    for line in commands + [["reply", "2", "y", "--dry-run"]] {
      let result = try desk.process(line + ["--json"], as: person).run()
      #expect(try problems(result.output, of: line[0], by: schema) == [], "\(line)")
    }
  }

  @Test(arguments: [
    ["show", "999"], ["close", "1", "--reason", "solved"], ["update", "1", "queue=nowhere"],
    ["list", "nonsense:1"], ["sohw"], ["note", "1", "x", "--version", "0"], ["show", "x"],
    ["why", "nobody", "ticket.close"], ["update", "1", "secret=1", "other=2"],
  ])
  func `a failure's document is as the schema has it`(line: [String]) throws {
    let result = try TestDesk.unchanged().process(line + ["--json"]).run()
    #expect(result.status != 0)
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    #expect(try JSONSchema().problems(ofFailure: document) == [])
  }

  @Test func `every command that help lists has a schema`() throws {
    let schema = try JSONSchema()
    let help = try DocketProcess(arguments: ["help", "--json"], folder: "/").run()
    let document = try JSONSerialization.jsonObject(with: Data(help.output.utf8))
    let commands = ((document as? [String: Any])?["commands"] as? [[String: String]]) ?? []
    let names = Set(commands.compactMap { $0["name"] })
    let described = Set(schema.commands.map { String($0.prefix { $0 != " " }) })
    #expect(names == described)
  }

  @Test func `a document that is not as written is found out`() throws {
    let schema = try JSONSchema()
    #expect(schema.unknownWords.isEmpty)
    #expect(schema.problems(of: ["desk": 1], from: "init") == [".desk is integer, not string"])
    #expect(
      schema.problems(of: ["desk": "x", "y": 1], from: "init") == [".y is not in the schema"])
    #expect(schema.problems(of: [String: Any](), from: "init") == [".desk is missing"])
    let work = ["done": true, "failed": 0, "dead": 0, "dropped": 0] as [String: Any]
    #expect(schema.problems(of: work, from: "work") == [".done is boolean, not integer"])
    let line: [String: Any] = ["at": "noon", "level": "loud", "plugin": "", "message": ""]
    #expect(schema.problems(of: [line], from: "log").count == 2)
  }

  private static func key(in document: String) throws -> String {
    let json = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
    return try #require(json?["key"] as? String)
  }

  /// The number on the desk of the last entry of ticket 1.
  private func lastEntry(of desk: TestDesk) throws -> String {
    let entries = try desk.json("history", "1") as? [[String: Any]]
    return "\(try #require(entries?.last?["seq"] as? Int))"
  }

  private func problems(
    _ output: String, of command: String, by schema: JSONSchema,
  ) throws -> [String] {
    let document = try JSONSerialization.jsonObject(
      with: Data(output.utf8), options: [.fragmentsAllowed])
    return schema.problems(of: document, from: command)
  }

  /// A desk with a ticket, a row in its outbox, a plugin with a backfill that waits, and a file to
  /// import.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try BackfillCommandTests.plugin().write(toDesk: desk.path)
    try PackCommandTests.write("1.0.0", besides: desk)
    try desk.run("new", "x", "--assignee", "bob", "--no-work")
    try desk.run("plugin", "enable", "sizes", "--yes", "--no-backfill")
    let script = """
      docket.importer{ name = "tickets", format = "csv", each = function(row, import)
        import:create{ key = row.subject, subject = row.subject }
      end }
      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: desk.folder + "/map.lua"))
    try FileManager.default.createDirectory(
      atPath: desk.folder + "/packs", withIntermediateDirectories: true)
    let files = [
      ("call.json", "{\"subject\": \"No light\", \"call\": \"1\"}"),
      ("spool/one.json", "{\"subject\": \"x\"}"),
      ("desk.lua", "return { docket = 1, queues = { \"returns\" } }"),
      ("hello.lua", "print(\"hello\")\ndocket.tickets.note(1, { text = \"hello\" })"),
      ("quiet.lua", "docket.script{ summary = \"Nothing\" }"),
    ]
    try FileManager.default.createDirectory(
      atPath: desk.folder + "/spool", withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(desk.folder)/\(name)"))
    }
    try Data("subject\none\ntwo\n".utf8)
      .write(to: URL(fileURLWithPath: desk.folder + "/tickets.csv"))
    return desk
  }
}

extension JSONSchema {
  /// The command that a line gives: its first word, or two or three where the schema has them.
  func command(of line: [String]) -> String {
    let longer = [3, 2].map { line.prefix($0).joined(separator: " ") }
    return longer.first(where: commands.contains) ?? line[0]
  }
}
