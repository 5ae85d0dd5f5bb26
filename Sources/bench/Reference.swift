import Kernel
import Storage

/// The fixed floor: what a ticket's create takes at the least, whatever a desk's schema is.
///
/// One transaction with a ticket of 20 columns and four indexes, its entry, the entry's words, a row
/// of a search table, and a row of an outbox.
enum Reference {
  static let schema = [
    """
    CREATE TABLE ticket (
      id INTEGER PRIMARY KEY, type TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
      queue TEXT NOT NULL, stage TEXT NOT NULL, category TEXT NOT NULL, priority INTEGER NOT NULL,
      requester INTEGER, assignee INTEGER, due INTEGER, wake INTEGER, parent INTEGER,
      source TEXT NOT NULL, close_reason TEXT NOT NULL, created INTEGER NOT NULL,
      updated INTEGER NOT NULL, closed INTEGER, version INTEGER NOT NULL, touched INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX ticket_queue ON ticket (queue)",
    "CREATE INDEX ticket_category ON ticket (category, queue)",
    "CREATE INDEX ticket_assignee ON ticket (assignee)",
    "CREATE INDEX ticket_requester ON ticket (requester)",
    """
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, number INTEGER NOT NULL,
      version INTEGER NOT NULL, at INTEGER NOT NULL, recorded INTEGER NOT NULL,
      request TEXT NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL, action TEXT NOT NULL,
      edits TEXT NOT NULL, visibility TEXT NOT NULL, parts TEXT NOT NULL, digest BLOB NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX entry_number ON entry (ticket, number)",
    """
    CREATE TABLE payload (
      seq INTEGER NOT NULL, part TEXT NOT NULL, salt BLOB NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (seq, part)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE VIRTUAL TABLE search USING fts5 (tokens, content='', columnsize=0, tokenize='ascii')",
    """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL, plugin TEXT NOT NULL,
      name TEXT NOT NULL, ticket INTEGER, entry INTEGER, recipient INTEGER, payload TEXT NOT NULL,
      not_before INTEGER NOT NULL, tries INTEGER NOT NULL, state TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX outbox_key ON outbox (key)",
    "CREATE INDEX outbox_due ON outbox (not_before) WHERE state = 'waiting'",
  ]

  /// The statements of one create, from BEGIN to COMMIT.
  static func create(_ number: Int) -> [RecordedStatement] {
    [
      RecordedStatement("BEGIN IMMEDIATE"), ticket(number), entry(number), payload(number),
      search(number), outbox(number), RecordedStatement("COMMIT"),
    ]
  }

  private static let moment: Int64 = 1_767_225_600_000

  private static func insert(_ table: String, _ values: [SQLValue]) -> RecordedStatement {
    let places = values.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    return RecordedStatement("INSERT INTO \(table) VALUES (\(places))", values)
  }

  private static func ticket(_ number: Int) -> RecordedStatement {
    insert(
      "ticket",
      [
        .integer(Int64(number)), .text("question"), .text(Samples.subject(number)),
        .text(Samples.body(number)), .text(""), .text("new"), .text("open"), .integer(3), .null,
        .integer(2), .null, .null, .null, .text("cli"), .text(""), .integer(moment),
        .integer(moment), .null, .integer(1), .integer(moment),
      ])
  }

  private static func entry(_ number: Int) -> RecordedStatement {
    let edits = [
      #"{"field":"type","to":"question"}"#, #"{"field":"stage","to":{"stage":["new","open"]}}"#,
      #"{"field":"priority","to":"high"}"#, #"{"field":"source","to":"cli"}"#,
      #"{"field":"subject"}"#, #"{"field":"body"}"#, #"{"field":"assignee","to":{"person":2}}"#,
    ].joined(separator: ",")
    let parts = "{\"to\":\"\(String(repeating: "0123456789abcdef", count: 4))\"}"
    return insert(
      "entry",
      [
        .integer(Int64(number)), .integer(Int64(number)), .integer(1), .integer(1),
        .integer(moment), .integer(moment), .text("r\(number)"), .text("person:1"), .text("cli"),
        .text("create"), .text("[\(edits)]"), .text("public"), .text(parts), .blob(digest),
      ])
  }

  private static func payload(_ number: Int) -> RecordedStatement {
    let value = "{\"body\":\"\(Samples.body(number))\",\"subject\":\"\(Samples.subject(number))\"}"
    return insert(
      "payload",
      [.integer(Int64(number)), .text("to"), .blob(Array(digest.prefix(16))), .text(value)])
  }

  private static func search(_ number: Int) -> RecordedStatement {
    RecordedStatement(
      "INSERT INTO search (rowid, tokens) VALUES ($1, $2)",
      [.integer(Int64(number)), .text(Samples.subject(number) + " " + Samples.body(number))])
  }

  private static func outbox(_ number: Int) -> RecordedStatement {
    let words = "\"subject\":\"Ticket \(number) is yours\",\"text\":\"\(Samples.subject(number))\""
    return insert(
      "outbox",
      [
        .integer(Int64(number)), .text("notify/\(number)/0/2/inbox"), .text("notify"),
        .text("inbox"), .text("inbox"), .integer(Int64(number)), .integer(Int64(number)),
        .integer(2), .text("{\"by\":\"inbox\",\"public\":false,\(words)}"), .integer(moment),
        .integer(0), .text("waiting"),
      ])
  }

  private static let digest = (0..<32).map { UInt8($0) }
}
