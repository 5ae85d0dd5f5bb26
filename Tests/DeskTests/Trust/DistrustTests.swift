import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// What is stored of plugins is believed only as far as the desk's history names it.
@Suite struct DistrustTests {
  private static let shouting = TestPlugin(
    "shout", permissions: "\"ticket.update\"",
    """
    docket.before("ticket.create", function(change) change:set("priority", "urgent") end)
    """)

  /// A desk with a plugin that makes every ticket urgent, opened anew after that statement.
  private static func opened(
    after sql: String, _ body: (TemporaryDesk, Desk) throws -> Void,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(shouting)
    #expect(try desk.ticket(desk.question())?.priority == .urgent)
    desk.desk.close()
    #expect(try desk.shell(sql) == "")
    try body(desk, try Desk(at: desk.folder, clock: desk.time.clock))
  }

  private static func create(_ desk: TemporaryDesk, on opened: Desk) throws -> Outcome {
    let request = try desk.request(
      "admin", "create", nil, ["subject": .text("x"), "requester": .text("carl")])
    return try opened.perform(request)
  }

  @Test(arguments: [
    "UPDATE plugin_file SET content = CAST(replace(CAST(content AS TEXT), 'urgent', 'low') AS BLOB)",
    "DELETE FROM plugin_file WHERE path = 'init.lua'",
    "INSERT INTO plugin_file SELECT digest, 'lib/more.lua', x'' FROM plugin",
    "UPDATE plugin SET digest = (SELECT digest FROM plugin WHERE name = 'support') "
      + "WHERE name = 'shout'",
    "UPDATE plugin SET enabled = 0 WHERE name = 'shout'", "DELETE FROM plugin WHERE name = 'shout'",
    "UPDATE plugin SET settings = '{\"a\":1}', is_script = 1 WHERE name = 'shout'",
  ])
  func `a plugin whose files or row are not those that the history names does not run`(
    sql: String
  ) throws {
    try Self.opened(after: sql) { desk, opened in
      let outcome = try Self.create(desk, on: opened)
      let id = try? outcome.receipt().ticket.rawValue
      let priority = try id.flatMap { try desk.ticket($0)?.priority }
      #expect(priority != .low && priority != .urgent)
      #expect(try !opened.verifyAudit().problems.isEmpty)
    }
  }

  @Test(arguments: [
    "UPDATE registry SET text = replace(text, '\"name\":\"shout\"', '\"name\":\"other\"')",
    "UPDATE registry SET text = replace(text, '\"staff\"', '\"customer\"')",
    "DELETE FROM registry", "UPDATE counter SET epoch = ''",
    "UPDATE counter SET epoch = (SELECT epoch FROM registry WHERE epoch <> counter.epoch)",
    "DROP TRIGGER payload_is_never_changed; UPDATE payload SET value = replace(value, 'a', 'b') "
      + "WHERE seq = (SELECT max(seq) FROM entry WHERE ticket = 0)",
  ])
  func `nothing is decided by a registry that the history does not name`(sql: String) throws {
    try Self.opened(after: sql) { desk, opened in
      let refusal = try Self.create(desk, on: opened).refusal
      #expect(refusal?.message.contains("history names") == true, "\(String(describing: refusal))")
      #expect(try !opened.verifyAudit().problems.isEmpty)
    }
  }

  @Test func `a distrusted plugin is named as one that does not work`() throws {
    let sql = "UPDATE plugin_file SET content = CAST(content || x'0A' AS BLOB)"
    try Self.opened(after: sql) { _, opened in
      let status = try opened.moment({ try $0.pluginStatuses() }).first { $0.name == "shout" }
      #expect(
        status?.trouble?.description.contains("not those that the desk's history names") == true)
    }
  }

  @Test func `reloading takes the files on the disk in the place of changed ones`() throws {
    let sql = "UPDATE plugin_file SET content = CAST(content || x'0A' AS BLOB)"
    try Self.opened(after: sql) { desk, opened in
      try opened.reloadPlugins(as: .desk)
      let id = try Self.create(desk, on: opened).receipt().ticket.rawValue
      #expect(try desk.ticket(id)?.priority == .urgent)
      #expect(try opened.verifyAudit().problems == [])
    }
  }

  @Test func `reloading makes the registry anew where it was changed`() throws {
    try Self.opened(after: "UPDATE registry SET text = '{}'") { desk, opened in
      do {
        try opened.reloadPlugins(as: .desk)
      } catch DeskError.wantsMore(let demands) {
        try opened.reloadPlugins(as: .desk, agreeingTo: Consent(to: demands))
      }
      #expect(try Self.create(desk, on: opened).isDone)
    }
  }
}
