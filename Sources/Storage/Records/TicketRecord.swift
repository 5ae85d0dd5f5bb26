import Crypto
import Kernel

/// The row of table `ticket`: which columns it has and what a ticket puts into them.
enum TicketRecord {
  /// The columns in the order of the row; the id is the first.
  static let columns = [
    "id", "type", "subject", "body", "queue", "stage", "category", "priority", "requester",
    "assignee", "due", "wake", "parent", "source", "close_reason", "created", "updated", "closed",
    "version", "touched", "stage_since", "been", "number", "head", "stages_before",
    "veiled",
  ]

  /// The columns with commas between, for SELECT and INSERT.
  static let list = columns.joined(separator: ", ")

  /// The columns of `ticket AS t`, for statements that name other tables as well.
  static let listOfT = columns.map { "t." + $0 }.joined(separator: ", ")

  static let insert =
    "INSERT INTO ticket (\(list)) VALUES ("
    + columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ") + ")"

  /// What stands in the columns.
  static func values(of ticket: Ticket) -> [SQLValue] {
    [
      .integer(ticket.id.rawValue), .text(ticket.type), .text(ticket.subject), .text(ticket.body),
      .text(ticket.queue), .text(ticket.stage), .text(ticket.category.rawValue),
      .integer(ticket.priority.rank), .optional(ticket.requester?.rawValue),
      .optional(ticket.assignee?.rawValue), .optional(ticket.due?.milliseconds),
      .optional(ticket.wake?.milliseconds), .optional(ticket.parent?.rawValue),
      .text(ticket.source), .text(ticket.closeReason), .integer(ticket.created.milliseconds),
      .integer(ticket.updated.milliseconds), .optional(ticket.closed?.milliseconds),
      .integer(ticket.version), .integer(ticket.touched.milliseconds),
      .integer(ticket.stageSince.milliseconds), .integer(ticket.been.rawValue),
      .integer(ticket.number), .optional(ticket.head?.bytes), .text(stagesText(ticket)),
      .text(ticket.veiled.isEmpty ? "" : ticket.veiled.text),
    ]
  }

  /// The ticket of a row of `list`, still without its lists and custom fields.
  static func ticket(from row: Row) throws -> Ticket {
    var ticket = Ticket(id: Ticket.ID(rawValue: row.integer(0)))
    readNames(from: row, into: &ticket)
    guard let category = Category(named: row.text(6)) else {
      throw RecordError(table: "ticket", key: "\(ticket.id.rawValue)", column: "category")
    }
    guard let priority = Priority(rank: row.integer(7)) else {
      throw RecordError(table: "ticket", key: "\(ticket.id.rawValue)", column: "priority")
    }
    ticket.category = category
    ticket.priority = priority
    ticket.requester = row.optionalInteger(8).map(Person.ID.init)
    ticket.assignee = row.optionalInteger(9).map(Person.ID.init)
    ticket.parent = row.optionalInteger(12).map(Ticket.ID.init)
    readTimes(from: row, into: &ticket)
    ticket.version = row.integer(18)
    ticket.been = CategorySet(rawValue: row.integer(21))
    ticket.number = row.integer(22)
    ticket.head = row.digest(23)
    ticket.stagesBefore = try stages(in: row.text(24), of: ticket.id)
    let veiled = row.text(25)
    guard !veiled.isEmpty else { return ticket }
    guard let read = Veiled(text: veiled) else {
      throw RecordError(table: "ticket", key: "\(ticket.id.rawValue)", column: "veiled")
    }
    ticket.veiled = read
    return ticket
  }

  private static func readNames(from row: Row, into ticket: inout Ticket) {
    ticket.type = row.text(1)
    ticket.subject = row.text(2)
    ticket.body = row.text(3)
    ticket.queue = row.text(4)
    ticket.stage = row.text(5)
    ticket.source = row.text(13)
    ticket.closeReason = row.text(14)
  }

  private static func readTimes(from row: Row, into ticket: inout Ticket) {
    ticket.due = row.optionalInteger(10).map(Instant.init)
    ticket.wake = row.optionalInteger(11).map(Instant.init)
    ticket.created = Instant(milliseconds: row.integer(15))
    ticket.updated = Instant(milliseconds: row.integer(16))
    ticket.closed = row.optionalInteger(17).map(Instant.init)
    ticket.touched = Instant(milliseconds: row.integer(19))
    ticket.stageSince = Instant(milliseconds: row.integer(20))
  }

  private static func stagesText(_ ticket: Ticket) -> String {
    guard !ticket.stagesBefore.isEmpty else { return "[]" }
    return JSON.texts(ticket.stagesBefore).text
  }

  private static func stages(in text: String, of id: Ticket.ID) throws -> [String] {
    if text == "[]" { return [] }
    guard let stages = JSON.texts(in: text) else {
      throw RecordError(table: "ticket", key: "\(id.rawValue)", column: "stages_before")
    }
    return stages
  }
}

extension JSON {
  /// An array of texts.
  static func texts(_ texts: [String]) -> JSON {
    .array(texts.map(JSON.string))
  }

  /// The texts of an array of texts; `nil` where the document is something else.
  static func texts(in document: String) -> [String]? {
    guard let items = (try? JSON(parsing: document))?.array else { return nil }
    let texts = items.compactMap(\.string)
    return texts.count == items.count ? texts : nil
  }
}
