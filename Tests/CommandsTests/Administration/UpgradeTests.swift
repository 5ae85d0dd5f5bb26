import Foundation
import TestSupport
import Testing

/// Desks that older programs made.
@Suite struct UpgradeTests {
  /// A desk as the first version of the tables had it.
  static func first() throws -> (old: OldDesk, desk: DocketProcess) {
    let old = try OldDesk(format: 1)
    return (old, old.process([]))
  }

  static func run(_ desk: DocketProcess, _ arguments: String...) throws -> DocketProcess.Result {
    var process = desk
    process.arguments = arguments
    return try process.run()
  }

  @Test(arguments: [["list"], ["new", "Third"]])
  func `a desk of the first version is brought up to date by whoever opens it first`(
    command: [String]
  ) throws {
    let (old, desk) = try Self.first()
    #expect(try old.format() == 1)
    var process = desk
    process.arguments = command
    let result = try process.run()
    #expect(result.status == 0, "\(result.errors)")
    #expect(try old.format() != 1)
    #expect(try Self.run(desk, "audit", "verify").status == 0)
  }

  @Test func `a desk of the first version keeps all it had, and goes on`() throws {
    let (old, desk) = try Self.first()
    #expect(try Self.run(desk, "show", "1").output.contains("Printer on fire"))
    #expect(try Self.run(desk, "history", "1").output.contains("Second time"))
    #expect(try Self.run(desk, "list", "third floor").output.contains("Printer on fire"))
    #expect(try Self.run(desk, "new", "Third").output == "3\n")
    #expect(try Self.run(desk, "wake", "2").status == 0)
    #expect(try Self.run(desk, "audit", "verify").status == 0)
    #expect(try old.sql("PRAGMA integrity_check") == "ok\n")
  }

  /// What takes a desk back to its second version.
  private static let goingBack = """
    PRAGMA user_version = 2; DROP INDEX entry_epoch; DROP TABLE person_role;
    DROP INDEX person_email; DROP TABLE delivery_pause; DROP TABLE plugin_consent;
    DROP TABLE absence; DROP TABLE person_name;
    ALTER TABLE entry DROP COLUMN veil; ALTER TABLE ticket DROP COLUMN veiled;
    ALTER TABLE entry DROP COLUMN imported; DROP TABLE staged_part;
    DROP INDEX subscription_event; DROP INDEX subscription_audience; DROP INDEX outbox_unread;
    DROP TABLE search_public_word; DROP TABLE search_public_place;
    DROP TABLE search_internal_word; DROP TABLE search_internal_place;
    DROP TABLE person_value; ALTER TABLE person DROP COLUMN fields; DROP INDEX ticket_stage;
    ALTER TABLE subscription DROP COLUMN report; DROP TABLE counted_entry;
    DROP INDEX ticket_state; DROP INDEX ticket_updated; DROP INDEX ticket_due;
    """

  @Test func `the history of an older desk's own rows begins with how it was found`() throws {
    let (old, desk) = try Self.first()
    #expect(try Self.run(desk, "new", "Third").status == 0)
    let verified = try Self.run(desk, "audit", "verify")
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.output.contains("the desk itself since entry"))
    try old.sql("UPDATE person SET roles = '[\"admin\"]' WHERE id = 3")
    let changed = try Self.run(desk, "audit", "verify")
    #expect(changed.status == 1)
    #expect(changed.errors.contains("person.3: its roles"))
    // Going back to the older version does not make the change the state that was found.
    try old.sql(Self.goingBack)
    #expect(try Self.run(desk, "new", "Fourth").status == 0)
    #expect(try Self.run(desk, "audit", "verify").errors.contains("person.3: its roles"))
  }

  @Test func `the words of an older desk are found as words are folded now`() throws {
    let (old, desk) = try Self.first()
    #expect(try Self.run(desk, "new", "Straße gesperrt").status == 0)
    try old.sql(
      """
      INSERT INTO search_public (search_public, rowid, tokens)
        SELECT 'delete', max(seq), 'strasse gesperrt' FROM entry;
      INSERT INTO search_public (rowid, tokens) SELECT max(seq), 'straße gesperrt' FROM entry;
      """)
    #expect(try Self.run(desk, "list", "STRASSE").output.contains("gesperrt") == false)
    try old.sql(Self.goingBack)
    #expect(try Self.run(desk, "new", "Other").status == 0)
    #expect(try Self.run(desk, "list", "STRASSE").output.contains("gesperrt"))
  }
}
