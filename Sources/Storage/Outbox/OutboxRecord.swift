import Kernel

enum OutboxColumn: Int, TableColumn {
  case id, key, kind, plugin, name, ticket, entry, recipient, payload, notBefore, tries, state
  case lastError, isRead, leaseOwner, leaseUntil

  static let table = Table("outbox", of: Self.self)
}

/// The row of table `outbox` as the kernel sees it, without its lease.
enum OutboxRecord {
  static let list = OutboxColumn.table.list(of: "outbox")

  /// Leaves a row of the same key alone.
  static let add = OutboxColumn.upsert(on: .key, setting: [])

  /// Moves a row of the same key: it waits again, and whoever was at it has lost it.
  ///
  /// It takes the new number: requests of hooks are known by their row's number, and what a timer
  /// asks for again at its next firing is another request.
  static let move = OutboxColumn.upsert(
    on: .key, setting: OutboxColumn.allCases.filter { ![.key, .kind, .isRead].contains($0) })

  /// What stands in the columns of a new row, which nobody is at.
  static func values(of row: OutboxRow, id: Int64) -> [SQLValue] {
    OutboxColumn.values { column in
      switch column {
      case .id: .integer(id)
      case .key: .text(row.key)
      case .kind: .text(row.kind.rawValue)
      case .plugin: .text(row.plugin)
      case .name: .text(row.name)
      case .ticket: .optional(row.ticket?.rawValue)
      case .entry: .optional(row.entry?.rawValue)
      case .recipient: .optional(row.recipient?.rawValue)
      case .payload: .text(row.payload)
      case .notBefore: .integer(row.notBefore.milliseconds)
      case .tries: .integer(row.tries)
      case .state: .text(row.state.rawValue)
      case .lastError: .text(row.lastError)
      case .isRead, .leaseUntil: .integer(0)
      case .leaseOwner: .text("")
      }
    }
  }

  /// The outbox row of a row of `list`.
  static func outboxRow(from row: Row<OutboxColumn>) throws -> OutboxRow {
    guard let kind = OutboxRow.Kind(rawValue: row.text(.kind)) else {
      throw RecordError(OutboxColumn.kind, of: "\(row.integer(.id))")
    }
    guard let state = OutboxRow.State(rawValue: row.text(.state)) else {
      throw RecordError(OutboxColumn.state, of: "\(row.integer(.id))")
    }
    return OutboxRow(
      id: row.integer(.id), key: row.text(.key), kind: kind, plugin: row.text(.plugin),
      name: row.text(.name), ticket: row.optionalInteger(.ticket).map(Ticket.ID.init),
      entry: row.optionalInteger(.entry).map(EntryID.init),
      recipient: row.optionalInteger(.recipient).map(Person.ID.init), payload: row.text(.payload),
      notBefore: Instant(milliseconds: row.integer(.notBefore)), tries: row.integer(.tries),
      state: state, lastError: row.text(.lastError))
  }
}

extension DeskReader {
  /// The row of that key in whatever state.
  package func outboxRow(withKey key: String) throws -> OutboxRow? {
    let sql = "SELECT \(OutboxRecord.list) FROM outbox WHERE key = $1"
    return try connection.first(sql, [.text(key)], OutboxRecord.outboxRow)
  }

  /// The row of that number in whatever state.
  package func outboxRow(_ id: Int64) throws -> OutboxRow? {
    let sql = "SELECT \(OutboxRecord.list) FROM outbox WHERE id = $1"
    return try connection.first(sql, [.integer(id)], OutboxRecord.outboxRow)
  }
}
