import Foundation
import TestSupport
import Testing

/// What the doctor finds, each caused for real.
@Suite struct DoctorTests {
  /// The findings' codes with their places.
  static func findings(_ desk: TestDesk, _ options: String...) throws -> [String: String] {
    let result = try desk.process(["doctor", "--json"] + options).run()
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let list = json?["findings"] as? [[String: Any]] ?? []
    #expect(result.status == (list.isEmpty ? 0 : 1), "\(result.errors)")
    for finding in list { #expect((finding["remedy"] as? String)?.isEmpty == false) }
    return list.reduce(into: [:]) { found, finding in
      found[finding["code"] as? String ?? ""] = finding["place"] as? String
    }
  }

  static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Printer on fire", "--tag", "hot", as: "carl")
    try desk.run("note", "1", "Second time", as: "ann")
    return desk
  }

  @Test func `a desk that is well has no findings`() throws {
    let desk = try Self.desk()
    let result = try desk.run("doctor")
    #expect(result.status == 0)
    #expect(result.output.contains("all is well"))
    #expect(try Self.findings(desk).isEmpty)
    #expect(try Self.findings(desk, "--quick").isEmpty)
  }

  @Test(arguments: [
    "UPDATE ticket SET subject = 'Lamp out' WHERE id = 1",
    "DELETE FROM ticket WHERE id = 1",
    "DELETE FROM ticket_value WHERE ticket = 1",
    "UPDATE ticket SET category = 'nonsense' WHERE id = 1",
    "INSERT INTO ticket_value VALUES (1, 'team', 1, NULL, 2, 'person')",
  ])
  func `a row that its history does not make is found, and made anew from it`(sql: String) throws {
    let desk = try Self.desk()
    let before = try desk.run("show", "1", "--json").output
    try desk.forge("PRAGMA foreign_keys = OFF; " + sql)
    #expect(try Self.findings(desk) == ["row": "ticket 1"])
    let repaired = try desk.run("doctor", "--repair")
    #expect(repaired.status == 0, "\(repaired.output)")
    #expect(repaired.errors.contains("repaired the row of ticket 1"))
    #expect(try desk.run("show", "1", "--json").output == before)
    #expect(try desk.run("log").output.contains("repaired by"))
  }

  @Test(arguments: [
    "INSERT INTO search_public (search_public, rowid, tokens) VALUES "
      + "('delete', (SELECT min(seq) FROM entry WHERE ticket = 1), 'printer on fire')",
    "INSERT INTO search_internal (rowid, tokens) VALUES (1, 'never said')",
    "INSERT INTO search_public (search_public) VALUES ('delete-all')",
  ])
  func `search that does not find what entries say is found, and written anew`(sql: String) throws {
    let desk = try Self.desk()
    try desk.forge(sql)
    #expect(try Self.findings(desk) == ["search": "the search tables"])
    #expect(try desk.run("doctor", "--repair").status == 0)
    #expect(try desk.run("list", "printer").output.contains("Printer on fire"))
    #expect(try desk.run("list", "second", as: "ann").output.contains("Printer on fire"))
    #expect(try desk.run("list", "second", as: "carl").output.isEmpty)
  }

  @Test func `numbers that would be given twice are found and set behind those given`() throws {
    let desk = try Self.desk()
    try desk.forge("UPDATE counter SET seq = 1, ticket = 0")
    #expect(try Self.findings(desk) == ["counters": "docket.db"])
    #expect(try desk.run("doctor", "--repair").status == 0)
    #expect(try desk.run("new", "Next").output == "2\n")
  }

  @Test func `values of no ticket are found and deleted`() throws {
    let desk = try Self.desk()
    try desk.forge("INSERT INTO ticket_value VALUES (77, 'tags', 1, 'hot', NULL, 'text')")
    #expect(try Self.findings(desk) == ["stray_values": "ticket 77"])
    #expect(try desk.run("doctor", "--repair").status == 0)
  }

  @Test func `contents of no ticket are found and deleted`() throws {
    let desk = try Self.desk()
    try desk.forge(
      "INSERT INTO content_part (digest, position, bytes) VALUES (zeroblob(32), 0, x'41')")
    #expect(try Self.findings(desk).keys.contains("stray_content"))
    try desk.run("doctor", "--repair")
    #expect(try Self.findings(desk).isEmpty)
  }

  @Test func `a bulk that nobody goes on with is found`() throws {
    let desk = try Self.desk()
    try desk.forge(
      """
      INSERT INTO bulk (request, key, actor, action, begun, state, total, changed, unchanged, refused, template)
        VALUES ('r90', '', 'person:1', 'update', 1000, 'running', 9, 0, 0, '[]', '{}')
      """)
    let result = try desk.run("doctor")
    #expect(result.output.contains("0 of 9 tickets are done"))
    #expect(result.output.contains("docket update --resume r90"))
    try desk.run("update", "--abandon", "r90")
    #expect(try Self.findings(desk).isEmpty)
  }

  @Test func `conditions that name what is gone are found`() throws {
    let desk = try Self.desk()
    try desk.run("queue", "add", "press")
    try desk.run("role", "grant", "agent", "ticket.purge", "--when", "queue:press")
    try desk.run("view", "save", "papers", "queue:press")
    try desk.run("subscribe", "--event", "create", "--when", "queue:press")
    #expect(try Self.findings(desk).isEmpty)
    let refused = try desk.run("queue", "remove", "press")
    #expect(refused.status == 1 && refused.errors.contains("view papers"), "\(refused.errors)")
    try desk.run("queue", "remove", "press", "--yes")
    let result = try desk.run("doctor")
    for place in ["role agent, ticket.purge", "view papers", "subscription 1"] {
      #expect(result.output.contains(place), "\(result.output)")
    }
  }

  @Test func `a history that was changed is found, and never repaired`() throws {
    let desk = try Self.desk()
    try desk.patch { _ in }
    try desk.forge("UPDATE entry SET at = at - 5 WHERE ticket = 1 AND number = 1")
    #expect(try Self.findings(desk)["history"] == "ticket 1")
    let repaired = try desk.run("doctor", "--repair")
    #expect(repaired.status == 1)
    #expect(repaired.output.contains("never repaired"))
    #expect(!repaired.errors.contains("the row of ticket 1"))
    try desk.unpatch()
  }

  @Test func `pages of rubbish are found, by a glance too`() throws {
    let desk = try Self.desk()
    try desk.patch { database in
      guard let place = database.lastRange(of: Data("Printer on fire".utf8)) else { return }
      let page = place.lowerBound / 4_096 * 4_096
      database.replaceSubrange(page..<page + 4_096, with: Data(repeating: 0xFF, count: 4_096))
    }
    let (whole, quick) = (try Self.findings(desk), try Self.findings(desk, "--quick"))
    try desk.unpatch()
    #expect(whole["damaged"] != nil || whole["unreadable"] != nil)
    #expect(quick["damaged"] != nil || quick["unreadable"] != nil)
  }

  @Test func `a file that is no database, or newer, is told without a desk`() throws {
    let desk = try Self.desk()
    try desk.patch { $0.replaceSubrange(60..<64, with: [0, 0, 3, 0xE7]) }
    #expect(try Self.findings(desk)["cannot_open"] == "docket.db")
    try desk.unpatch()
    try desk.patch { $0 = Data("rubbish".utf8) }
    #expect(try Self.findings(desk)["cannot_open"] == "docket.db")
    try desk.unpatch()
  }

  @Test func `a configuration that is wrong is found, and all else is checked`() throws {
    let desk = try Self.desk()
    let file = desk.path + "/docket.lua"
    let good = try String(contentsOfFile: file, encoding: .utf8)
    try "return { languages = 1 }".write(toFile: file, atomically: true, encoding: .utf8)
    try desk.forge("UPDATE counter SET seq = 1")
    let found = try Self.findings(desk)
    try good.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(found["configuration"] == "docket.lua")
    #expect(found["counters"] != nil)
    #expect(try desk.run("doctor", "--repair").status == 0)
  }

  @Test func `files that others may write or read are found`() throws {
    let desk = try Self.desk()
    func allow(_ mode: Int, _ name: String) throws {
      // Whoever read last may have left the journal file there.
      guard FileManager.default.fileExists(atPath: desk.path + name) else { return }
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: desk.path + name)
    }
    try allow(0o755, "")
    try allow(0o644, "/docket.db")
    // The journal is made with the rights of the database.
    #expect(try Self.findings(desk)["readable_by_all"]?.hasPrefix("desk/docket.db") == true)
    try allow(0o666, "/docket.lua")
    #expect(try Self.findings(desk)["open_to_all"] == "desk/docket.lua")
    for name in ["/docket.db", "/docket.db-wal", "/docket.lua"] { try allow(0o600, name) }
    #expect(try Self.findings(desk).isEmpty)
  }

  @Test func `a disk that is nearly full is found`() throws {
    #expect(try Self.findings(try Self.desk(), "--least-free", "1000000000") == ["disk": "desk"])
  }

  @Test func `a journal file that grows behind a reader is found, and who reads`() throws {
    let desk = try Self.desk()
    let view = try DeskView(of: desk.path)
    let text = String(repeating: "words and words ", count: 40_000)
    try view.whileReading {
      for _ in 1...2 { try desk.run("note", "1", "-", as: "ann", input: text) }
      let result = try desk.run("doctor", "--most-journal", "1")
      #expect(result.status == 1)
      #expect(result.output.contains("docket.db-wal: it has grown to"))
      #expect(result.output.contains(" \(ProcessInfo.processInfo.processIdentifier) reads"))
    }
  }

  @Test func `work that nobody does is found: dead rows, stale leases, no worker`() throws {
    let desk = try Self.desk()
    let row = "NULL, NULL, '', 1000"
    try desk.forge(
      """
      INSERT INTO outbox (id, key, kind, plugin, name, ticket, entry, recipient, payload, not_before, tries, state,
        last_error, lease_owner, lease_until) VALUES
        (900, 'a', 'after', 'p', 'h', 1, \(row), 12, 'dead', 'no luck', '', 0),
        (901, 'b', 'after', 'p', 'h', 1, \(row), 1, 'waiting', '', 'gone', 2000),
        (902, 'c', 'after', 'p', 'h', 1, \(row), 0, 'waiting', '', '', 0);
      """)
    #expect(Set(try Self.findings(desk).keys) == ["dead_rows", "stale_leases", "no_worker"])
    #expect(try desk.run("doctor").output.contains("no luck"))
    #expect(try desk.run("doctor", "--repair").status == 1)
    #expect(Set(try Self.findings(desk).keys) == ["dead_rows", "no_worker"])
    try desk.run("work", "--once")
    #expect(Set(try Self.findings(desk).keys) == ["dead_rows", "dropped_rows"])
    try desk.run("outbox", "drop", "900", "901", "902")
    #expect(try Self.findings(desk).isEmpty)
  }

  @Test func `a desk without an admin is found by whoever owns its file`() throws {
    let desk = try Self.desk()
    let admin = try desk.forge("SELECT login FROM person WHERE name = 'admin'")
    try desk.forge("UPDATE person SET login = '' WHERE name = 'admin'")
    // The desk's history does not tell of it either.
    #expect(try Self.findings(desk)["no_admin_login"] == "person admin")
    try desk.forge("UPDATE person SET roles = '[]' WHERE name = 'admin'")
    #expect(try Self.findings(desk)["no_admin"] == "people")
    try desk.forge(
      "UPDATE person SET roles = '[\"admin\"]', login = '\(admin.dropLast())' WHERE name = 'admin'")
    #expect(try Self.findings(desk).isEmpty)
  }

  @Test func `a desk that nobody can mend is found, and given back to whoever owns its file`()
    throws
  {
    let desk = try Self.desk()
    let denial = try desk.run("role", "grant", "admin", "*", "--deny")
    #expect(denial.status == 1)
    #expect(denial.errors.contains("never denied"), "\(denial)")
    try desk.forge(
      """
      INSERT INTO role VALUES ('admin', 'staff', '[{"permission":"*","deny":true}]', '')
      """)
    #expect(try desk.run("role", "grant", "agent", "ticket.close").status == 4)
    #expect(try Self.findings(desk)["locked_out"] == "role admin")
    #expect(try desk.run("doctor", "--repair", as: "carl").status == 4)
    #expect(try desk.run("doctor", "--repair").status == 0)
    #expect(try desk.run("role", "grant", "agent", "ticket.close").status == 0)
    #expect(try Self.findings(desk).isEmpty)
  }

  @Test func `a plugin that is changed or gone on the disk is found`() throws {
    let desk = try Self.desk()
    let plugin = TestPlugin("mine", "docket.field{ name = 'x', type = 'text' }")
    try plugin.write(toDesk: desk.path)
    try desk.run("plugin", "enable", "mine", "--yes")
    try TestPlugin("mine", "docket.field{ name = 'y', type = 'text' }").write(toDesk: desk.path)
    #expect(try Self.findings(desk) == ["plugin_changed": "plugin mine"])
    try FileManager.default.removeItem(atPath: desk.path + "/plugins/mine")
    #expect(try Self.findings(desk) == ["plugin_missing": "plugin mine"])
  }

  @Test func `who neither owns the file nor manages plugins may not ask`() throws {
    let desk = try TestDesk.unchanged()
    for person in ["ann", "carl"] {
      #expect(try desk.run("doctor", as: person).status == 4)
      #expect(try desk.run("doctor", environment: ["DOCKET_AS": person]).status == 4)
    }
  }

  @Test func `where there is no desk, the doctor says so`() throws {
    let folder = try TemporaryFolder()
    let result = try DocketProcess(arguments: ["doctor"], folder: folder.path).run()
    #expect(result.status == 1)
    #expect(result.output.contains("there is no desk"))
  }
}
