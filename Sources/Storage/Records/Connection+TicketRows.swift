import Kernel

extension DeskReader {
  /// The rows of those tickets, in that order; ids without a ticket are left out.
  ///
  /// Takes two statements for every 64 ids.
  package func rows(of ids: [Ticket.ID]) throws -> TicketRows {
    var draft = TicketRows.Draft(expecting: ids.count)
    for start in stride(from: 0, to: ids.count, by: TicketStatements.chunk) {
      let chunk = TicketChunk(ids.dropFirst(start).prefix(TicketStatements.chunk))
      let first = draft.ids.count
      try connection.measuredRows(
        chunk.isRun ? Statements.run : Statements.many, chunk.values
      ) { row in
        try TicketRowReader.read(row, into: &draft)
      }
      var values = TicketValueReader(from: first)
      try connection.measuredRows(
        chunk.isRun ? Statements.valuesOfRun : TicketStatements.valuesOfMany, chunk.values
      ) { row in
        try values.read(row, into: &draft)
      }
    }
    return TicketRows(draft, of: ids)
  }
}

/// The statements that read the columns that `TicketRows` has, and whether anything is veiled.
private enum Statements {
  static let run = select + " WHERE id BETWEEN $1 AND $2"
  static let many = select + " WHERE id IN (\(TicketStatements.placeholders))"
  static let valuesOfRun =
    ValueColumn.table.select + " WHERE ticket BETWEEN $1 AND $2 ORDER BY ticket, field, position"

  private static let select =
    Table(
      TicketRecord.table.name, TicketRows.columns.map(\.rawValue) + [TicketStateColumn.veiled.name]
    ).select
}

/// Ids that are asked for with one statement.
private struct TicketChunk {
  /// Whether they are all numbers from one to another, which SQLite goes through faster than a list.
  let isRun: Bool
  let values: [SQLValue]

  init(_ ids: ArraySlice<Ticket.ID>) {
    if let first = ids.min()?.rawValue, let last = ids.max()?.rawValue,
      last - first == Int64(ids.count - 1)
    {
      (isRun, values) = (true, [.integer(first), .integer(last)])
    } else {
      let values = ids.map { SQLValue.integer($0.rawValue) }
      isRun = false
      self.values =
        values + Array(repeating: .null, count: TicketStatements.chunk - values.count)
    }
  }
}

/// Reads a row of `ticket` as cells.
private enum TicketRowReader {
  private enum Kind {
    case text, integer, optionalInteger, category, priority
  }

  private static let kinds = TicketRows.columns.map { field -> Kind in
    switch field.kind {
    case .category: .category
    case .priority: .priority
    case .integer: .integer
    case .ticket, .person, .time: field.isNeverEmpty ? .integer : .optionalInteger
    default: .text
    }
  }

  /// Gives how many bytes of texts the row has.
  static func read(_ row: Row<TicketField>, into draft: inout TicketRows.Draft) throws -> Int {
    let id = Ticket.ID(rawValue: row.integer(at: idPlace))
    let start = draft.words.count
    for (place, kind) in kinds.enumerated() {
      switch kind {
      case .category where Category(named: row.text(at: place)) == nil:
        throw error(TicketRows.columns[place].rawValue, of: id)
      case .text, .category:
        let count = row.appendText(at: place, to: &draft.words)
        draft.cells.append(.text(draft.last(count)))
      case .integer: draft.cells.append(.integer(row.integer(at: place)))
      case .optionalInteger:
        draft.cells.append(row.isNull(at: place) ? .empty : .integer(row.integer(at: place)))
      case .priority:
        let rank = row.integer(at: place)
        guard Priority(rank: rank) != nil else {
          throw error(TicketRows.columns[place].rawValue, of: id)
        }
        draft.cells.append(.integer(rank))
      }
    }
    let count = draft.words.count - start
    if !row.hasText([], at: kinds.count) { draft.isAnyVeiled = true }
    draft.ids.append(id)
    draft.places.append(0..<0)
    return count
  }

  private static let idPlace = TicketRows.columns.firstIndex(of: .id) ?? 0

  private static func error(_ column: String, of id: Ticket.ID) -> RecordError {
    RecordError(table: TicketRecord.table.name, key: "\(id.rawValue)", column: column)
  }
}

/// Puts rows of `ticket_value` beside their tickets; they come in the order of ticket, field and
/// position.
private struct TicketValueReader {
  /// The ticket of the last row, and its place.
  private var last: (id: Ticket.ID, place: Int)?
  private var next: Int
  private var name = ""
  private var kernel: TicketField?
  private var nameBytes: [UInt8] = []

  private static let text = Array("text".utf8)

  init(from place: Int) {
    next = place
  }

  /// Gives how many bytes of texts the row has.
  mutating func read(
    _ row: Row<ValueColumn>, into draft: inout TicketRows.Draft,
  ) throws -> Int {
    let id = Ticket.ID(rawValue: row.integer(.ticket))
    let position = row.integer(.position)
    let isSame = row.hasText(nameBytes, at: ValueColumn.field.rawValue) && !nameBytes.isEmpty
    if !isSame {
      name = row.text(.field)
      nameBytes = Array(name.utf8)
      kernel = TicketField(named: name)
    }
    let count = try add(row, of: id, to: &draft)
    let end = draft.elements.count
    if position > 1, isSame, last?.id == id, let field = draft.fields.popLast() {
      draft.fields.append(
        TicketRows.Field(
          name, kernel, isList: true, elements: field.elements.lowerBound..<end))
      return nameBytes.count + count
    }
    guard let place = last?.id == id ? last?.place : draft.place(of: id, from: next) else {
      return nameBytes.count + count
    }
    if last?.id != id {
      last = (id, place)
      next = place + 1
      draft.places[place] = draft.fields.count..<draft.fields.count
    }
    draft.fields.append(
      TicketRows.Field(name, kernel, isList: position > 0, elements: end - 1..<end))
    draft.places[place] = draft.places[place].lowerBound..<draft.fields.count
    return nameBytes.count + count
  }

  private func add(
    _ row: Row<ValueColumn>, of id: Ticket.ID, to draft: inout TicketRows.Draft,
  ) throws -> Int {
    if row.hasText(TicketValueReader.text, at: ValueColumn.kind.rawValue) {
      let count = row.appendText(at: ValueColumn.text.rawValue, to: &draft.words)
      draft.elements.append(.text(draft.last(count)))
      return count
    }
    let columns = row.columns(of: ElementColumn.self, from: .text)
    guard let element = ValueRecord.element(from: columns) else {
      throw RecordError(ValueColumn.kind, of: "\(id.rawValue)/\(name)")
    }
    draft.elements.append(.other(element))
    return 0
  }
}
