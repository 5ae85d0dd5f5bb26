import Foundation
import TestSupport
import Testing

@Suite struct OutboxListTests {
  /// A desk with that many rows in its outbox.
  private func desk(rows: Int) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.forge(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
      INSERT INTO outbox (id, key, kind, plugin, name, payload, not_before, tries, state,
        last_error, lease_owner, lease_until)
      SELECT 1000 + i, 'k' || i, 'notify', '', 'inbox', '', 0, 0, 'done', '', '', 0 FROM n;
      """)
    return desk
  }

  private func ids(_ json: String) throws -> [Int] {
    let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    return try #require(rows).compactMap { $0["id"] as? Int }
  }

  @Test func `what is no number is not taken for a ticket's`() throws {
    let result = try TestDesk.unchanged().run("outbox", "retry", "seven")
    #expect(result.status == 2 && result.errors.contains("seven"), "\(result)")
    #expect(!result.errors.contains("ticket"))
  }

  @Test func `all rows are in the document, and a table says what it leaves out`() throws {
    let desk = try desk(rows: 1_100)
    let all = try ids(desk.run("outbox", "list", "--json").output)
    #expect(all == Array(1_001...2_100))
    let table = try desk.run("outbox", "list")
    #expect(table.output.split(separator: "\n").count == 1_001)
    #expect(table.errors.contains("the last 1000 of 1100 rows"))
  }

  @Test func `a limit gives the last rows`() throws {
    let desk = try desk(rows: 20)
    #expect(
      try ids(desk.run("outbox", "list", "--limit", "3", "--json").output) == [1018, 1019, 1020])
    #expect(try desk.run("outbox", "list", "--limit", "3").errors == "")
    #expect(try desk.run("outbox", "list", "--limit", "0").status == 2)
  }

  @Test func `rows in one state are asked for by it`() throws {
    let desk = try desk(rows: 20)
    try desk.forge("UPDATE outbox SET state = 'dead' WHERE id IN (1003, 1007)")
    #expect(
      try ids(desk.run("outbox", "list", "--state", "dead", "--json").output) == [1003, 1007])
    #expect(
      try desk.run("outbox", "list", "--state", "dead", "--limit", "1").output.contains("1007"))
    let wrong = try desk.run("outbox", "list", "--state", "ded")
    #expect(wrong.status == 2 && wrong.errors.contains("did you mean dead?"), "\(wrong.errors)")
  }

  @Test func `the log and the inbox say what they leave out, beside a document too`() throws {
    let desk = try TestDesk()
    try desk.run("subscribe", "--event", "created", as: "ann")
    for subject in ["a", "b"] { try desk.run("new", subject) }
    try desk.run("work", "--once")
    let script = "docket.script{ summary = 'logs' } docket.log.info('one') docket.log.info('two')"
    try script.write(toFile: desk.folder + "/logs.lua", atomically: true, encoding: .utf8)
    try desk.run("script", "run", "logs.lua")
    for form in [[], ["--json"]] {
      func run(_ command: [String]) throws -> DocketProcess.Result {
        try desk.process(command + form).run()
      }
      let inbox = try run(["inbox", "--all", "--limit", "1", "--as", "ann"])
      #expect(inbox.errors.contains("only the last 1"), "\(form)")
      #expect(try run(["log", "--last", "1"]).errors.contains("only the last 1"))
      #expect(try run(["log", "--last", "50"]).errors == "")
      #expect(try run(["inbox", "--all", "--as", "ann"]).errors == "")
    }
  }
}
