import Kernel
import Storage
import Testing

/// What somebody does to the database of a desk with SQLite alone.
@Suite struct AttackTests {
  /// A change by raw SQL for each way of changing each table that an audit covers.
  ///
  /// A table that is missing here fails the test below.
  private static let attacks: [String: [String]] = [
    "attachment": [
      "DELETE FROM attachment", "INSERT INTO attachment VALUES (1, x'00')",
      "UPDATE attachment SET ticket = 2",
    ],
    "content": [
      "DELETE FROM content", "INSERT INTO content VALUES (x'00', 0)",
      "UPDATE content SET size = size + 1",
    ],
    "content_part": [
      "DELETE FROM content_part", "UPDATE content_part SET bytes = x'00'",
      "INSERT INTO content_part VALUES (x'00', 0, x'00')",
    ],
    "counted_entry": [
      "DELETE FROM counted_entry",
      "INSERT INTO counted_entry VALUES (9, 1, 0, '', '', '', '', '', '', 0)",
      "UPDATE counted_entry SET ticket = 9", "UPDATE counted_entry SET number = 9",
      "UPDATE counted_entry SET at = at + 1", "UPDATE counted_entry SET actor = 'person:9'",
      "UPDATE counted_entry SET source = 'x'", "UPDATE counted_entry SET action = 'x'",
      "UPDATE counted_entry SET visibility = 'x'", "UPDATE counted_entry SET veil = 'x'",
      "UPDATE counted_entry SET moved = 'x'", "UPDATE counted_entry SET edited = 1",
    ],
    "counter": [
      "DELETE FROM counter", "UPDATE counter SET seq = seq + 1",
      "UPDATE counter SET ticket = ticket + 1", "UPDATE counter SET person = person + 1",
      "UPDATE counter SET seq = seq - 1", "UPDATE counter SET ticket = ticket - 1",
      "UPDATE counter SET person = person - 1", "UPDATE counter SET epoch = 'x'",
      "UPDATE counter SET epoch = ''", "UPDATE counter SET request = 0",
    ],
    "entry": [
      "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
      "DELETE FROM entry WHERE seq = 1", "UPDATE entry SET action = 'x' WHERE seq = 2",
      "UPDATE entry SET hook = 'x' WHERE seq = 2", "UPDATE entry SET request = 'x' WHERE seq = 2",
      "CREATE TEMP TABLE one AS SELECT * FROM entry WHERE seq = 1; "
        + "UPDATE one SET seq = 999, number = 99; INSERT INTO entry SELECT * FROM one",
      "UPDATE entry SET veil = 'x' WHERE seq = 2", "UPDATE entry SET imported = 1 WHERE seq = 2",
    ],
    "mute": [
      "DELETE FROM mute", "INSERT INTO mute VALUES (1, 'x')", "UPDATE mute SET person = 2",
    ],
    "payload": [
      "DELETE FROM payload WHERE part = 'text'", "DELETE FROM payload WHERE part = 'to'",
      "DELETE FROM payload WHERE part = 'data'", "UPDATE payload SET value = 'x'",
      "INSERT INTO payload VALUES (1, 'from', x'00', 'x')",
    ],
    "person": [
      "UPDATE person SET roles = '[\"admin\"]'", "UPDATE person SET login = 'root'",
      "UPDATE person SET email = 'x@y'", "UPDATE person SET name = 'other'",
      "UPDATE person SET zone = 'UTC'", "UPDATE person SET language = 'nl'",
      "DELETE FROM person WHERE id = 1",
      "INSERT INTO person VALUES (9, 'eve', '', '', '', '', '[]', '{}')",
      "UPDATE person SET fields = '{\"a\":\"b\"}'",
    ],
    "absence": [
      "INSERT INTO absence VALUES (2, 'away', NULL, NULL)", "DELETE FROM absence",
      "UPDATE absence SET kind = 'removed'", "UPDATE absence SET till = 1",
      "UPDATE absence SET stand_in = NULL",
    ],
    "person_name": [
      "DELETE FROM person_name", "INSERT INTO person_name VALUES ('x', 1)",
      "UPDATE person_name SET key = 'x'",
    ],
    "person_role": [
      "DELETE FROM person_role", "INSERT INTO person_role VALUES ('admin', 1)",
      "UPDATE person_role SET role = 'x'",
    ],
    "person_value": [
      "INSERT INTO person_value VALUES (1, 'x', 0, 'y', NULL, 'text')",
      "INSERT INTO person_value VALUES (9, 'x', 0, 'y', NULL, 'text')",
      "DELETE FROM person_value", "UPDATE person_value SET text = 'x'",
    ],
    "plugin": [
      "UPDATE plugin SET enabled = 0", "UPDATE plugin SET digest = 'x'", "DELETE FROM plugin",
      "UPDATE plugin SET settings = '{\"a\":1}'", "UPDATE plugin SET position = 7",
      "UPDATE plugin SET version = '9.0.0'", "UPDATE plugin SET is_script = 1",
      "INSERT INTO plugin VALUES ('evil', '1.0.0', 'x', 1, 9, 0, '{}')",
    ],
    "plugin_consent": [
      "UPDATE plugin_consent SET terms = '{}'", "DELETE FROM plugin_consent",
      "INSERT INTO plugin_consent VALUES ('evil', '{}')", "UPDATE plugin_consent SET plugin = 'q'",
    ],
    "plugin_file": [
      "UPDATE plugin_file SET content = x'00'", "DELETE FROM plugin_file",
      "UPDATE plugin_file SET path = 'a.lua' WHERE path = 'init.lua'",
      "INSERT INTO plugin_file VALUES ('x', 'y', x'00')",
      "INSERT INTO plugin_file SELECT digest, 'b.lua', x'00' FROM plugin_file LIMIT 1",
    ],
    "queue": [
      "DELETE FROM queue", "INSERT INTO queue VALUES ('x')", "UPDATE queue SET name = 'x'",
    ],
    "registry": [
      "UPDATE registry SET text = '{}'", "DELETE FROM registry",
      "INSERT INTO registry VALUES ('x', '{}')", "UPDATE registry SET epoch = 'x'",
    ],
    "request_key": [
      "UPDATE request_key SET seq = 1", "UPDATE request_key SET ticket = 2",
      "UPDATE request_key SET request = 'x'", "UPDATE request_key SET version = 9",
      "UPDATE request_key SET seq = 999", "UPDATE request_key SET key = 'r999/7'",
      "UPDATE request_key SET outbox = 'x'", "UPDATE request_key SET outbox = '[1]'",
      "UPDATE request_key SET outbox = '[\"x\"]'",
      "UPDATE request_key SET outbox = '[\"after/999/p/h\"]'",
      "UPDATE request_key SET outbox = '[\"told/r999/1/1/inbox\"]'",
      "INSERT INTO request_key VALUES ('once/x', 7, NULL, 'r1', 1, '[]')",
    ],
    "role": [
      "UPDATE role SET grants = '[{\"permission\":\"*\"}]'", "UPDATE role SET side = 'customer'",
      "DELETE FROM role", "INSERT INTO role VALUES ('x', 'staff', '[]', '')",
      "UPDATE role SET plugin = 'x'", "UPDATE role SET name = 'x'",
    ],
    "saved_view": [
      "UPDATE saved_view SET query = 'x'", "UPDATE saved_view SET share = NULL",
      "UPDATE saved_view SET owner = 2", "DELETE FROM saved_view",
      "INSERT INTO saved_view VALUES (1, 'x', 'y', NULL)",
    ],
    "setting": [
      "UPDATE setting SET value = 'x' WHERE name = 'default_type'", "DELETE FROM setting",
      "INSERT INTO setting VALUES ('x', 'y')",
    ],
    "staged_part": ["INSERT INTO staged_part VALUES ('x', x'00', 0, x'00')"],
    "subscription": [
      "UPDATE subscription SET audience = 'role:admin'", "UPDATE subscription SET event = 'x'",
      "UPDATE subscription SET condition = 'x'", "UPDATE subscription SET channel = 'x'",
      "UPDATE subscription SET tells_own = 1", "UPDATE subscription SET id = 9",
      "UPDATE subscription SET report = 'x'",
      "DELETE FROM subscription",
      "INSERT INTO subscription VALUES (8, 'role:x', 'y', NULL, 'z', 0, NULL)",
    ],
    "ticket": [
      "UPDATE ticket SET queue = 'x' WHERE id = 1", "DELETE FROM ticket WHERE id = 1",
      "UPDATE ticket SET version = 9", "UPDATE ticket SET updated = 9",
      "CREATE TEMP TABLE one AS SELECT * FROM ticket WHERE id = 1; UPDATE one SET id = 9; "
        + "INSERT INTO ticket SELECT * FROM one", "UPDATE ticket SET veiled = '{}'",
    ],
    "ticket_value": [
      "DELETE FROM ticket_value", "UPDATE ticket_value SET text = 'x' WHERE text IS NOT NULL",
      "UPDATE ticket_value SET number = 7 WHERE kind = 'text'",
      "INSERT INTO ticket_value VALUES (1, 'x', 0, 'y', NULL, 'text')",
      "INSERT INTO ticket_value VALUES (9, 'x', 0, 'y', NULL, 'text')",
    ],
  ]

  /// What search has; its words are compared with the entries by `SearchAudit`.
  private static let searchTables = ["search_public", "search_internal"]

  @Test func `each table of the schema is attacked, or an audit says that it does not cover it`()
    throws
  {
    let store = try AttackedStore()
    let names = try store.store.shell("SELECT name FROM sqlite_schema WHERE type = 'table'")
    for name in names.split(separator: "\n").map(String.init) {
      let isSearch = Self.searchTables.contains { name == $0 || name.hasPrefix("\($0)_") }
      let isCovered = Self.attacks[name] != nil || isSearch
      #expect(isCovered != Audit.uncoveredTables.contains(name), "\(name)")
    }
  }

  @Test func `what nobody attacks has no problems`() throws {
    #expect(try AttackedStore().store.problems() == [])
  }

  @Test(arguments: attacks.flatMap { table, statements in statements.map { (table, $0) } })
  func `a row that is changed behind Docket's back is found`(table: String, sql: String) throws {
    let store = try AttackedStore()
    let output = try store.attack(sql)
    #expect(output == "", "the statement itself is refused: \(output)")
    #expect(try !store.store.problems().isEmpty)
  }

  @Test(arguments: [
    "INSERT INTO search_public (rowid, tokens) VALUES (2, 'more')",
    "INSERT INTO search_internal (rowid, tokens) VALUES (2, 'more')",
    "INSERT INTO search_public (search_public) VALUES ('delete-all')",
  ])
  func `words that an entry does not say are found in the search tables`(sql: String) throws {
    let store = try AttackedStore()
    #expect(try SearchAudit.differences(at: store.store.path) == [])
    #expect(try store.attack(sql) == "")
    #expect(try !SearchAudit.differences(at: store.store.path).isEmpty)
  }

  @Test(arguments: [
    "DROP TRIGGER entry_is_never_changed", "DROP TRIGGER payload_is_never_changed",
    "DROP INDEX person_login", "DROP TABLE mute", "CREATE TABLE extra (x)",
    "CREATE TRIGGER sly AFTER INSERT ON entry BEGIN UPDATE person SET roles = '[\"admin\"]'; END",
    "CREATE VIEW sly AS SELECT 1", "ALTER TABLE person ADD COLUMN sly TEXT",
    """
    DROP TRIGGER entry_is_never_deleted; CREATE TRIGGER entry_is_never_deleted
      BEFORE DELETE ON entry BEGIN SELECT 1; END
    """,
  ])
  func `a table, index or trigger that is not Docket's is found`(sql: String) throws {
    let store = try AttackedStore()
    #expect(try store.store.shell(sql) == "")
    let problems = try store.store.problems()
    let isTold = problems.contains { problem in
      ["trigger", "index", "table", "view"].contains { problem.hasPrefix("the \($0) ") }
    }
    #expect(isTold, "\(problems)")
  }

  @Test func `words of the desk's own entries can be erased, and the rest is still checked`() throws
  {
    let store = try TestStore()
    try store.write { transaction in
      for name in ["ana", "bob"] {
        let person = Person(id: try transaction.nextPersonID(), name: name, email: "\(name)@b.c")
        try transaction.write(person)
        let field = "person.\(person.id.rawValue).email"
        try transaction.recordDesk(
          edits: [Edit(field: field, from: .none, to: .text(person.email))])
      }
    }
    try store.write { try $0.deleteWords(of: EntryID(rawValue: 1), [.data, .to]) }
    #expect(try store.problems().contains { $0.contains("no redaction or purge took it") })
    try store.write { transaction in
      var desk = Ticket(id: .desk)
      for entry in try transaction.entries(of: .desk) { desk.apply(entry) }
      try transaction.append(
        to: desk, action: "redact", params: ["removed": .texts(["1.data", "1.to"])])
    }
    #expect(try store.problems() == [])
    try store.shell("UPDATE person SET email = 'x' WHERE id = 1")
    #expect(try store.problems() == [])
    try store.shell("UPDATE person SET email = 'x' WHERE id = 2")
    #expect(try store.problems().count == 1)
  }
}
