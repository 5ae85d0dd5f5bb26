import Foundation
import Testing

@Suite struct DeskCommandTests {
  @Test func `people are added, changed and shown`() throws {
    let desk = try TestDesk()
    try desk.run("person", "add", "zoë", "--role", "agent", "--email", "z@example.org")
    try desk.run("person", "set", "zoë", "--role", "manager")
    let shown = try desk.run("person", "show", "zoë").output
    #expect(shown.contains(/roles +manager/) && shown.contains("z@example.org"))
    #expect(try desk.run("person", "list").lines.count == 8)
  }

  @Test(arguments: [
    (["person", "add", "ann"], 1, "already"), (["person", "add", "a b"], 1, "no name"),
    (["person", "add", "zed", "--role", "agnt"], 1, "did you mean agent?"),
    (["person", "add", "zed", "--zone", "Mars/Base"], 1, "time zone"),
    (["person", "set", "nobody", "--email", "x"], 3, "no person"),
    (["person", "show", "an"], 3, "did you mean ann?"),
    (["role", "show", "agnt"], 3, "did you mean agent?"),
    (["role", "grant", "agent", "tickt"], 1, "there is no permission"),
    (["role", "grant", "agent", "ticket.close", "--when", "nonsense:1"], 1, "nonsense"),
    (["role", "grant", "customer", "note.view"], 1, "never"),
    (["role", "revoke", "agent", "ticket.view"], 3, "--deny"),
    (["queue", "add", "a b"], 1, "queue"), (["queue", "add", "billing"], 1, "already"),
    (["why", "nobody", "ticket.view"], 3, "no person"),
    (["why", "ann", "ticket.veiw"], 3, "did you mean ticket.view?"),
    (["why", "ann", "ticket.view", "99"], 3, "no ticket 99"),
    (["plugin", "enable", "suport"], 3, "did you mean support?"),
    (["plugin", "disable", "round-robin"], 1, "not enabled"),
    (["plugin", "info", "nonsense"], 3, "no plugin"), (["outbox", "retry", "9"], 3, "no row 9"),
    (["outbox", "drop", "9"], 3, "no row 9"), (["audit", "bytes", "999"], 3, "no entry 999"),
    (["import", "missing.csv", "--with", "missing.lua"], 1, "missing.csv"),
    (["plugin", "test", "./nonsense"], 1, "no such folder"), (["init", "desk"], 1, "already"),
  ])
  func `what cannot be is refused with what would be right`(
    arguments: [String], status: Int32, words: String,
  ) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    ["person", "add", "zed"], ["role", "grant", "agent", "ticket.close"],
    ["queue", "add", "other"],
    ["plugin", "enable", "round-robin", "--yes"], ["plugin", "disable", "inbox"],
    ["plugin", "reload"],
    ["outbox", "list"], ["outbox", "drop", "1"], ["work", "--once"], ["log"],
    ["import", "f.csv", "--with", "s.lua"],
  ])
  func `an agent may not run the desk`(arguments: [String]) throws {
    let desk = try TestDesk.unchanged()
    for file in ["f.csv", "s.lua"] {
      try Data("a\n".utf8).write(to: URL(fileURLWithPath: desk.folder + "/" + file))
    }
    let result = try desk.process(arguments, as: "ann").run()
    #expect(result.status == 4, "\(result.errors)")
  }

  @Test func `a grant counts at once, under its condition, and why names it`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--queue", "billing")
    try desk.run("new", "y")
    try desk.run("role", "grant", "agent", "ticket.close", "--when", "queue:billing")
    let why = try desk.run("why", "ann", "ticket.close", "1").output
    #expect(
      why == "ann may close ticket 1 (permission ticket.close): agent grants it\n"
        + "  agent (desk): ticket.close when queue:billing — holds\n")
    #expect(try desk.run("why", "ann", "ticket.close", "2").output.hasPrefix("ann may not"))
    let close = ["--reason", "no_answer"]
    #expect(try desk.process(["close", "1"] + close, as: "ann").run().status == 0)
    #expect(try desk.process(["close", "2"] + close, as: "ann").run().status == 4)
    try desk.run("role", "revoke", "agent", "ticket.close")
    #expect(try desk.run("why", "ann", "ticket.close", "1").output.hasPrefix("ann may not"))
  }

  @Test func `a new assignee's inbox knows, also where a worker does it later`() throws {
    let desk = try TestDesk()
    try desk.run("new", "first")
    try desk.run("new", "second")
    try desk.run("assign", "1", "ann")
    let waiting = try desk.run("assign", "2", "ann", "--no-work")
    #expect(waiting.errors.isEmpty)
    #expect(try desk.run("inbox", as: "ann").output.contains("first"))
    #expect(try !desk.run("inbox", as: "ann").output.contains("second"))
    #expect(try desk.run("work", "--once").output == "1 done\n")
    #expect(try desk.run("inbox", as: "ann").output.contains("second"))
    #expect(try desk.run("inbox", as: "bob").output.isEmpty)
  }

  @Test func `an entry's bytes have the digest that the history says`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let seq = try #require(entries[0]["seq"] as? Int)
    let bytes = try desk.run("audit", "bytes", "\(seq)").output
    #expect(bytes.contains("\"action\":\"create\""))
    #expect(!bytes.hasSuffix("\n"))
  }

  @Test func `a plugin that does not load is told in lines, each escaped`() throws {
    let desk = try TestDesk()
    let folder = desk.path + "/plugins/bad"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("plugin {".utf8).write(to: URL(fileURLWithPath: folder + "/plugin.lua"))
    let errors = try desk.run("plugin", "enable", "bad", "--yes").errors.split(separator: "\n")
    #expect(errors.first == "docket: the plugin bad does not load:")
    #expect(errors.dropFirst().first?.hasPrefix("  bad/plugin.lua:1: ") == true, "\(errors)")
    let escaped = try desk.run("list", "\u{1B}\nstage:x\u{1B}y").errors
    #expect(!escaped.contains("\u{1B}") && !escaped.contains("\\u{A}"))
  }

  @Test func `a mistake in the configuration names its place once`() throws {
    let desk = try TestDesk()
    let file = URL(fileURLWithPath: desk.path + "/docket.lua")
    let before = try Data(contentsOf: file)
    try Data("return {\n x =".utf8).write(to: file)
    let errors = try desk.run("list").errors
    try before.write(to: file)
    #expect(errors.hasPrefix("docket: desk/docket.lua:2: "), "\(errors)")
  }

  @Test func `an init that fails leaves nothing that it made, and keeps what was there`() throws {
    let desk = try TestDesk()
    let files = FileManager.default
    try files.createDirectory(
      atPath: desk.folder + "/there/plugins", withIntermediateDirectories: true)
    for place in ["there", "new/deep/desk"] {
      #expect(try desk.run("init", place, "--with", "nonsense").status == 3)
    }
    #expect(try files.subpathsOfDirectory(atPath: desk.folder + "/there") == ["plugins"])
    #expect(!files.fileExists(atPath: desk.folder + "/new"))
    #expect(try desk.run("audit", "verify").output.contains(" of 0 tickets: all as written"))
    try desk.run("new", "x")
    #expect(try desk.run("audit", "verify").output.contains(" of 1 ticket: all as written"))
  }

  @Test func `a set of plugins is taken by its name, with its settings`() throws {
    let desk = try TestDesk()
    let tried = try desk.run(
      "init", "other", "--with", "support-desk", "--with", "webhook", "--dry-run")
    for word in [
      "conversations", "templates", "routing", "reports", "views", "webhook",
      "required=when explained",
    ] {
      #expect(tried.output.contains(word), "\(word)")
    }
    #expect(!FileManager.default.fileExists(atPath: desk.folder + "/other"))
    #expect(try desk.run("init", "other", "--with", "support-desk").status == 0)
    let list = try desk.run("plugin", "list", "--desk", "other", "--json").output
    #expect(list.contains("\"conversations\""))
    let settings = try desk.run("plugin", "settings", "close-reasons", "--desk", "other").output
    #expect(settings.contains("when explained"))
    let wrong = try desk.run("init", "third", "--with", "suport-desk")
    #expect(wrong.status == 3 && wrong.errors.contains("did you mean support-desk?"))
    #expect(try desk.run("init", "--help").output.contains("support-desk"))
  }

  @Test func `a desk that is no desk is told apart`() throws {
    let desk = try TestDesk()
    let place = desk.folder + "/other"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try Data("not a database, but some words that are long enough".utf8).write(
      to: URL(fileURLWithPath: place + "/docket.db"))
    let result = try desk.run("list", "--desk", "other")
    #expect(result.status == 1)
    #expect(result.errors.contains("is not a database"))
  }
}
