import Kernel
import Storage
import Testing

/// Keys of requests that an older Docket kept, whose they did not say.
@Suite struct UpgradedKeysTests {
  @Test func `what an older Docket had done once is still known as done`() throws {
    let store = try TestStore()
    let sources = ["rows", "a/b", "50%"]
    let old = sources.flatMap { ["\($0)/row/1/2", "\($0)/entry/1/k/e", "\($0)/ticket/k/l"] }
    let others = ["12/abc/1", "wake/3", "r7/1", "rowsx/row/1/1", "nobody/row/1/1"]
    store.writer.close()
    var sql = """
      DROP TABLE plugin_consent; DROP TABLE staged_part; DROP TABLE absence; DROP TABLE person_name;
      DROP INDEX subscription_event; DROP INDEX subscription_audience; DROP INDEX outbox_unread;
      DROP TABLE search_public_word; DROP TABLE search_public_place;
      DROP TABLE search_internal_word; DROP TABLE search_internal_place;
      DROP TABLE person_value; ALTER TABLE person DROP COLUMN fields; DROP INDEX ticket_stage;
      ALTER TABLE subscription DROP COLUMN report; DROP TABLE counted_entry;
      DROP INDEX ticket_state; DROP INDEX ticket_updated; DROP INDEX ticket_due;
      ALTER TABLE entry DROP COLUMN imported; PRAGMA user_version = 3;
      INSERT INTO request_key VALUES ('once/sla/a/b', 1, 1, 'r1', 1, '[]');
      INSERT INTO bulk VALUES ('r1', 'bulk/once/sla/a', '', '', 0, 'done', 0, 0, 0, '[]', '');
      """
    for key in old + others {
      sql += "INSERT INTO request_key VALUES ('\(key)', 1, 1, 'r1', 1, '[]');"
    }
    for source in sources {
      sql += "INSERT INTO setting VALUES ('import.\(source).request', 'r1');"
    }
    try #expect(store.shell(sql).isEmpty)
    _ = try Upgrade.perform(on: store.path, backup: nil)
    let keys = try store.shell("SELECT key FROM request_key").split(separator: "\n").map(
      String.init)
    let expected =
      others + [Namespace.plugin("sla").key(once: "a/b")]
      + sources.map(Namespace.source).flatMap {
        [$0.key(row: 1, 2), $0.key(entry: "e", of: "k"), $0.key(ticket: "k/l")]
      }
    #expect(Set(keys) == Set(expected) && keys.count == expected.count)
    #expect(
      try store.shell("SELECT key FROM bulk")
        == "bulk/\(Namespace.plugin("sla").key(once: "a"))\n")
  }
}
