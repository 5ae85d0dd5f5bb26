import Crypto
import Kernel

/// The columns of table `ticket` that are no fields: what the kernel keeps of a ticket besides.
enum TicketStateColumn: Int, RowColumn {
  case been, number, head, stagesBefore, veiled
}

/// The row of table `ticket`: the fields that are no lists, in their order, then what else is kept.
enum TicketRecord {
  /// The fields that have a column, which is called as they are.
  static let fields = TicketField.allCases.filter { !$0.isMany }

  static let table = Table(
    "ticket", fields.map(\.rawValue) + TicketStateColumn.allCases.map(\.name))

  /// Inserts a row, or sets all of the row that is there.
  static let upsert = table.upsert(
    on: [TicketField.id.rawValue],
    setting: table.columns.filter { $0 != TicketField.id.rawValue })

  /// The columns of `ticket AS t`, for statements that name other tables as well.
  static let listOfT = table.list(of: "t")

  /// What stands in the columns.
  static func values(of ticket: Ticket) -> [SQLValue] {
    // One array, and no other on the way: each write of a ticket makes two or more.
    var values: [SQLValue] = []
    values.reserveCapacity(table.columns.count)
    for field in fields { values.append(value(of: ticket.content(of: field))) }
    for column in TicketStateColumn.allCases { values.append(value(of: column, in: ticket)) }
    return values
  }

  private static func value(of column: TicketStateColumn, in ticket: Ticket) -> SQLValue {
    switch column {
    case .been: .integer(ticket.been.rawValue)
    case .number: .integer(ticket.number)
    case .head: .optional(ticket.head?.bytes)
    case .stagesBefore: .text(stagesText(ticket))
    case .veiled: .text(ticket.veiled.isEmpty ? "" : ticket.veiled.text)
    }
  }

  private static func value(of content: FieldContent) -> SQLValue {
    switch content {
    case .text(let text), .stage(let text, _): .text(text)
    case .integer(let number): .integer(number)
    case .moment(let moment): .optional(moment?.milliseconds)
    case .person(let id): .optional(id?.rawValue)
    case .ticket(let id): .optional(id?.rawValue)
    case .priority(let priority): .integer(priority.rank)
    case .texts, .people, .attachments: preconditionFailure("a list has rows of its own")
    }
  }

  /// The ticket of a row of `table`, still without its lists and custom fields.
  static func ticket(from row: Row<TicketField>) throws -> Ticket {
    var columns = FieldColumns(row: row)
    var ticket = Ticket(id: Ticket.ID(rawValue: row.integer(at: idPlace)))
    for field in fields {
      ticket.fill(field, from: &columns)
      columns.place += 1
    }
    if let wrong = columns.wrong { throw error(fields[wrong].rawValue, of: ticket.id) }
    let state = row.columns(of: TicketStateColumn.self, at: fields.count)
    ticket.been = CategorySet(rawValue: state.integer(.been))
    ticket.number = state.integer(.number)
    ticket.head = state.digest(.head)
    ticket.stagesBefore = try stages(in: state.text(.stagesBefore), of: ticket.id)
    let veiled = state.text(.veiled)
    guard !veiled.isEmpty else { return ticket }
    guard let read = Veil(text: veiled) else {
      throw error(TicketStateColumn.veiled.name, of: ticket.id)
    }
    ticket.veiled = read
    return ticket
  }

  private static let idPlace = fields.firstIndex(of: .id) ?? 0

  private static func error(_ column: String, of id: Ticket.ID) -> RecordError {
    RecordError(table: table.name, key: "\(id.rawValue)", column: column)
  }

  private static func stagesText(_ ticket: Ticket) -> String {
    guard !ticket.stagesBefore.isEmpty else { return "[]" }
    return JSON.texts(ticket.stagesBefore).text
  }

  private static func stages(in text: String, of id: Ticket.ID) throws -> [String] {
    if text == "[]" { return [] }
    guard let stages = JSON.texts(in: text) else {
      throw error(TicketStateColumn.stagesBefore.name, of: id)
    }
    return stages
  }
}

/// Fills a ticket's fields from the columns of its row, one place after the other.
private struct FieldColumns: TicketFieldSource {
  let row: Row<TicketField>
  var place = 0
  /// The place of the first column that is not what Docket writes.
  private(set) var wrong: Int?

  func text(_ text: inout String) { text = row.text(at: place) }
  func integer(_ number: inout Int64) { number = row.integer(at: place) }
  func moment(_ moment: inout Instant) { moment = Instant(milliseconds: row.integer(at: place)) }
  func moment(_ moment: inout Instant?) {
    moment = row.optionalInteger(at: place).map(Instant.init)
  }
  func person(_ id: inout Person.ID?) { id = row.optionalInteger(at: place).map(Person.ID.init) }
  func ticket(_ id: inout Ticket.ID?) { id = row.optionalInteger(at: place).map(Ticket.ID.init) }
  func stage(_ name: inout String, _: inout Category) { name = row.text(at: place) }
  mutating func category(_ category: inout Category) {
    set(&category, to: Category(named: row.text(at: place)))
  }
  mutating func priority(_ priority: inout Priority) {
    set(&priority, to: Priority(rank: row.integer(at: place)))
  }

  func texts(_: inout [String]) {}
  func people(_: inout [Person.ID]) {}
  func attachments(_: inout [Attachment]) {}

  private mutating func set<Word>(_ word: inout Word, to found: Word?) {
    if let found { word = found } else { wrong = wrong ?? place }
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
