import Kernel

enum CountedColumn: Int, TableColumn {
  case ticket, number, at, actor, source, action, visibility, veil, moved, edited

  static let table = Table("counted_entry", of: Self.self)
}

/// Rows of table `counted_entry`: what the entries of tickets are counted by, without their words.
///
/// They follow from the entries. The desk's own entries have none.
enum CountedRecord {
  /// What stands in the columns for an entry whose own row has those values.
  static func values(of entry: [SQLValue]) -> [SQLValue] {
    func own(_ column: EntryColumn) -> SQLValue { entry[column.rawValue] }
    let edits = if case .text(let text) = own(.edits) { text } else { "" }
    return CountedColumn.values { column in
      switch column {
      case .ticket: own(.ticket)
      case .number: own(.number)
      case .at: own(.at)
      case .actor: own(.actor)
      case .source: own(.source)
      case .action: own(.action)
      case .visibility: own(.visibility)
      case .veil: own(.veil)
      case .moved: .text(StageMove.words(in: edits.utf8.span))
      case .edited: .integer(EditedFields(in: edits.utf8.span).rawValue)
      }
    }
  }

  /// Writes the rows of all entries, in the order of the table.
  static let filling = """
    INSERT INTO counted_entry SELECT \(derived) FROM entry AS e WHERE e.ticket > 0
    ORDER BY e.ticket, e.number
    """

  /// The same for the tickets after one up to another.
  static let fillingSome = """
    INSERT INTO counted_entry SELECT \(derived) FROM entry AS e
    WHERE e.ticket > $1 AND e.ticket <= $2 ORDER BY e.ticket, e.number
    """

  static let ticketsAtOnce = 2_000

  /// The tickets whose rows are not what their entries make.
  static let differing = """
    SELECT e.ticket FROM entry AS e LEFT JOIN counted_entry AS c
      ON c.ticket = e.ticket AND c.number = e.number
      WHERE e.ticket > 0 AND (c.ticket IS NULL OR \(differs))
    UNION SELECT c.ticket FROM counted_entry AS c
      WHERE c.ticket <= 0 OR NOT EXISTS (
        SELECT 1 FROM entry AS e WHERE e.ticket = c.ticket AND e.number = c.number)
    ORDER BY 1
    """

  private static let derived = CountedColumn.allCases.map(source).joined(separator: ", ")
  private static let differs = CountedColumn.allCases.dropFirst(2)
    .map { "c.\($0.name) IS DISTINCT FROM \(source($0))" }.joined(separator: " OR ")

  /// What a column is made of, of `entry AS e`.
  private static func source(_ column: CountedColumn) -> String {
    switch column {
    case .moved: "moved(e.edits)"
    case .edited: "edited(e.edits)"
    case .ticket, .number, .at, .actor, .source, .action, .visibility, .veil: "e.\(column.name)"
    }
  }
}

extension Connection {
  /// Writes what entries are counted by anew.
  func rewriteCounted() throws {
    try run("DELETE FROM \(CountedColumn.table.name)")
    try run(CountedRecord.filling)
  }

  /// Writes the rows of all entries into the empty table, some tickets at a time.
  func fillCounted(_ progress: Schema.Progress) throws {
    let last = try integer("SELECT max(ticket) FROM entry") ?? 0
    let total = Int(try integer("SELECT count(*) FROM entry") ?? 0)
    for start in stride(from: 0, to: last, by: CountedRecord.ticketsAtOnce) {
      let end = start + Int64(CountedRecord.ticketsAtOnce)
      try run(CountedRecord.fillingSome, [.integer(start), .integer(end)])
      // Tickets have much the same number of entries.
      progress(Int(Double(total) * Double(min(end, last)) / Double(last)), total)
    }
  }
}

/// Which fields the edits of an entry change, read from the JSON that they are stored as.
///
/// The bits stand in databases and never change. Text within the JSON cannot be taken for a member:
/// its quotes are escaped.
struct EditedFields: OptionSet {
  let rawValue: Int64

  /// Fields without a bit of their own: those of plugins, and what the kernel may have later.
  static let others = EditedFields(rawValue: 1)

  /// The fields with a bit of their own, the first with bit 1.
  private static let known: [TicketField] = [
    .type, .subject, .body, .queue, .stage, .priority, .tags, .rootCauses, .requester, .assignee,
    .team, .followers, .attachments, .noteAttachments, .due, .wake, .parent, .source, .closeReason,
  ]

  /// The bit of a field; `others` where it has none of its own.
  init(of field: String) {
    self = EditedFields.known.firstIndex { $0.rawValue == field }.map(EditedFields.bit) ?? .others
  }

  init(rawValue: Int64) { self.rawValue = rawValue }

  init(in edits: Span<UInt8>) {
    self = []
    var place = 0
    while let start = edits.end(of: EditedFields.member, from: place) {
      place = start
      insert(EditedFields(named: start, in: edits))
    }
  }

  /// The bit of the field whose name stands at a place.
  private init(named place: Int, in edits: Span<UInt8>) {
    for (number, name) in EditedFields.names.enumerated() where edits.has(name, at: place) {
      self = EditedFields.bit(at: number)
      return
    }
    self = .others
  }

  private static func bit(at place: Int) -> EditedFields {
    EditedFields(rawValue: 2 << Int64(place))
  }

  /// The names of the known fields as they end in JSON.
  private static let names = known.map { Array("\($0.rawValue)\"".utf8) }
  private static let member = Array("\"field\":\"".utf8)
}

/// Between which categories the edits of an entry move its ticket, read from the JSON that they are
/// stored as: it has no spaces, its members are sorted, and names of stages have no quotes.
struct StageMove {
  /// The categories; empty for a ticket that had no stage.
  private let from, to: [UInt8]

  /// What stands in the table, as `open>closed`; empty where nothing moves.
  static func words(in edits: Span<UInt8>) -> String {
    guard let move = StageMove(in: edits) else { return "" }
    return String(decoding: move.from + [UInt8(ascii: ">")] + move.to, as: UTF8.self)
  }

  /// The same for two categories.
  static func words(from: Category?, to: Category) -> String {
    "\(from?.rawValue ?? "")>\(to.rawValue)"
  }

  /// Reads the edit of the stage; `nil` where there is none, or it stays in its category.
  private init?(in edits: Span<UInt8>) {
    guard var place = edits.end(of: StageMove.field, from: 0) else { return nil }
    from = StageMove.category(behind: StageMove.before, in: edits, at: &place) ?? []
    guard let next = StageMove.category(behind: StageMove.after, in: edits, at: &place),
      next != from
    else { return nil }
    to = next
  }

  private static let field = Array("\"field\":\"stage\"".utf8)
  private static let before = Array(",\"from\":{\"stage\":[\"".utf8)
  private static let after = Array(",\"to\":{\"stage\":[\"".utf8)

  /// The second of two names in quotes behind a text that stands there; moves behind the value.
  private static func category(
    behind text: [UInt8], in edits: Span<UInt8>, at place: inout Int,
  ) -> [UInt8]? {
    guard edits.has(text, at: place) else { return nil }
    var next = place + text.count
    let quote = UInt8(ascii: "\"")
    while next < edits.count, edits[next] != quote { next += 1 }
    // Behind the stage's name come `","` and the category.
    next += 3
    var category: [UInt8] = []
    while next < edits.count, edits[next] != quote {
      category.append(edits[next])
      next += 1
    }
    // Behind it come `"]}`.
    place = next + 3
    return category
  }
}

extension Span where Element == UInt8 {
  /// Where a text ends that stands first at a place or behind it.
  fileprivate func end(of text: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + text.count <= count {
      if self[place] == text[0], has(text, at: place) { return place + text.count }
      place += 1
    }
    return nil
  }

  fileprivate func has(_ text: [UInt8], at place: Int) -> Bool {
    guard place + text.count <= count else { return false }
    for index in text.indices where self[place + index] != text[index] { return false }
    return true
  }
}
