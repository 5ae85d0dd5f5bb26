import Foundation
import TestSupport
import Testing

/// Numbers that a database holds since nobody refused them once.
@Suite struct OldDatabaseTests {
  static let extremes = [
    "-9223372036854775808", "9223372036854775807", "-9223372036854775000", "-62167219200001",
  ]

  /// A copy of a desk with a ticket, changed behind its back.
  private static func forged(_ desk: TestDesk, _ sql: String) throws -> String {
    try desk.run("new", "No light", "--due", "+2d", "--priority", "high", as: "ann")
    try desk.run("update", "1", "due=+3d", as: "ann")
    try desk.run("note", "1", "seen", as: "ann")
    let copy = desk.folder + "/old-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: desk.path, toPath: copy)
    let drops = ["entry_is_never_changed", "payload_is_never_changed"].map {
      "DROP TRIGGER IF EXISTS \($0);"
    }
    let said = try SQLiteShell.run(on: copy + "/docket.db", drops.joined() + sql)
    #expect(said == "", "\(said)")
    return copy
  }

  @Test(arguments: extremes)
  func `any number in a database is shown, listed and exported`(_ number: String) throws {
    let desk = try TestDesk()
    let copy = try Self.forged(
      desk,
      """
      UPDATE ticket SET due = \(number), created = \(number), updated = \(number),
        touched = \(number), stage_since = \(number), version = \(number);
      UPDATE entry SET at = \(number), recorded = \(number), depth = \(number);
      UPDATE outbox SET not_before = \(number), lease_until = \(number);
      INSERT INTO ticket_value VALUES (1, 'age', 0, NULL, \(number), 'integer');
      INSERT INTO ticket_value VALUES (1, 'when', 0, NULL, \(number), 'time');
      INSERT INTO ticket_value VALUES (1, 'size', 0, NULL, 9e999, 'number');
      """)
    for arguments in [
      ["show", "1"], ["show", "1", "--json"], ["list"], ["list", "--json"],
      ["list", "--format", "csv"], ["list", "sort:due"], ["list", "due:..now"],
      ["list", "group:priority"], ["history", "1"], ["history", "1", "--json"], ["export"],
      ["export", "--format", "csv"], ["inbox"], ["outbox", "list"], ["outbox", "list", "--json"],
      ["log"], ["explain", "1", "due"], ["doctor"], ["audit", "verify"], ["audit", "bytes", "1"],
      ["show", "1", "--at", "now"], ["plugin", "list"],
    ] {
      let ended = try desk.process(["--desk", copy, "--as", "admin"] + arguments).run()
      #expect(ended.status <= 5, "\(arguments): \(ended)")
    }
    let shown = try desk.process(["--desk", copy, "--as", "admin", "show", "1", "--json"]).run()
    #expect(shown.status == 0 && shown.output.contains("\"due\""), "\(shown)")
  }

  @Test(arguments: extremes)
  func `a time out of range is told by the doctor and mended by an update`(_ number: String) throws
  {
    let desk = try TestDesk()
    let copy = try Self.forged(desk, "UPDATE ticket SET due = \(number);")
    func run(_ arguments: String...) throws -> DocketProcess.Result {
      try desk.process(["--desk", copy, "--as", "admin"] + arguments).run()
    }
    let doctor = try run("doctor", "--quick")
    #expect(doctor.output.contains("years 0 to 9999"), "\(doctor)")
    #expect(try run("update", "1", "due=2026-02-03").status == 0)
    #expect(try run("show", "1", "--json").output.contains("2026-02-03T"))
    #expect(try !run("doctor", "--quick").output.contains("years 0 to 9999"))
  }

  @Test(arguments: extremes)
  func `work that is due at a time out of range is done and not died of`(_ number: String) throws {
    let desk = try TestDesk()
    try TestDesk.enableTicker(desk)
    let copy = try Self.forged(
      desk, "UPDATE outbox SET not_before = \(number), payload = '\(number)' WHERE kind = 'every';")
    let ended = try desk.process(["--desk", copy, "--as", "admin", "work", "--once"]).run()
    #expect(ended.status == 0, "\(ended)")
    #expect(
      try desk.process(["--desk", copy, "--as", "admin", "outbox", "list"]).run().status == 0)
  }
}

extension TestDesk {
  fileprivate static func enableTicker(_ desk: TestDesk) throws {
    try desk.write(
      plugin: "ticker",
      "docket.every(\"1h\", \"tick\", function(timer) docket.state.set(\"l\", timer.late) end)")
    #expect(try desk.run("plugin", "enable", "ticker").status == 0)
  }
}
