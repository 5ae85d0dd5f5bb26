import Crypto
import Kernel

enum EntryColumn: Int, TableColumn {
  case seq, ticket, number, version, at, recorded, request, actor, source, action, edits
  case visibility, cause, origin, depth, hook, previous, parts, digest, veil, imported

  static let table = Table("entry", of: Self.self)
}

enum PayloadColumn: Int, TableColumn {
  case seq, part, salt, value

  static let table = Table("payload", of: Self.self)
  /// The words of an entry, and of all entries of a ticket.
  static let ofEntry = table.select + " WHERE seq = $1"
  static let ofTicket =
    "SELECT \(table.list(of: "payload")) FROM entry JOIN payload ON payload.seq = entry.seq"
    + " WHERE entry.ticket = $1"

  static func values(of payload: Payload, seq: EntryID) -> [SQLValue] {
    values { column in
      switch column {
      case .seq: .integer(seq.rawValue)
      case .part: .text(payload.part.rawValue)
      case .salt: .blob(payload.salt)
      case .value: .text(payload.value)
      }
    }
  }
}

/// The row of table `entry`: what stands in its columns and how an entry reads from them.
enum EntryRecord {
  /// The columns in the order of the row, each after `entry.`.
  static let list = EntryColumn.table.list(of: "entry")

  /// What stands in the columns; the entry has its digest.
  static func values(of entry: Entry) -> [SQLValue] {
    EntryColumn.values { column in
      switch column {
      case .seq: .integer(entry.seq.rawValue)
      case .ticket: .integer(entry.ticket.rawValue)
      case .number: .integer(entry.number)
      case .version: .integer(entry.version)
      case .at: .integer(entry.at.milliseconds)
      case .recorded: .integer(entry.recorded.milliseconds)
      case .request: .text(entry.request)
      case .actor: .text(entry.actor.text)
      case .source: .text(entry.source.rawValue)
      case .action: .text(entry.action)
      case .edits: .text(entry.edits.isEmpty ? "[]" : entry.editsJSON.text)
      case .visibility: .text(entry.visibility.rawValue)
      case .cause: .optional(entry.cause?.rawValue)
      case .origin: .optional(entry.origin?.rawValue)
      case .depth: .integer(entry.depth)
      case .hook: .optional(entry.hook)
      case .previous: .optional(entry.previous?.bytes)
      case .parts: .text(entry.parts.isEmpty ? "{}" : entry.partsJSON.text)
      case .digest: .optional(entry.digest?.bytes)
      case .veil: .optional(entry.veil)
      case .imported: .optional(entry.imported?.rawValue)
      }
    }
  }

  /// The entry of a row of `list`, still without its words.
  static func entry(from row: Row<EntryColumn>) throws -> Entry {
    let seq = EntryID(rawValue: row.integer(.seq))
    guard let actor = Actor(text: row.text(.actor)) else {
      throw HistoryError.malformedEntry(seq, EntryColumn.actor.name)
    }
    guard let visibility = Entry.Visibility(rawValue: row.text(.visibility)) else {
      throw HistoryError.malformedEntry(seq, EntryColumn.visibility.name)
    }
    var entry = Entry(
      seq: seq, ticket: Ticket.ID(rawValue: row.integer(.ticket)), number: row.integer(.number),
      version: row.integer(.version), at: Instant(milliseconds: row.integer(.at)),
      recorded: Instant(milliseconds: row.integer(.recorded)), request: row.text(.request),
      actor: actor, source: Source(rawValue: row.text(.source)), action: row.text(.action),
      edits: try edits(row.text(.edits), of: seq), visibility: visibility,
      cause: row.optionalInteger(.cause).map(EntryID.init),
      origin: row.optionalInteger(.origin).map(EntryID.init), depth: row.integer(.depth),
      hook: row.optionalText(.hook), previous: try digest(in: row, .previous, of: seq),
      parts: try parts(row.text(.parts), of: seq), digest: try digest(in: row, .digest, of: seq))
    if !row.isNull(.veil) { entry.veil = row.text(.veil) }
    entry.imported = row.optionalInteger(.imported).map(EntryID.init)
    return entry
  }

  private static func edits(_ text: String, of seq: EntryID) throws -> [Edit] {
    if text == "[]" { return [] }
    guard let json = try? JSON(parsing: text), let edits = Entry.edits(from: json) else {
      throw HistoryError.malformedEntry(seq, "edits")
    }
    return edits
  }

  private static func parts(_ text: String, of seq: EntryID) throws -> [PayloadPart: Digest] {
    if text == "{}" { return [:] }
    guard let json = try? JSON(parsing: text), let parts = Entry.parts(from: json) else {
      throw HistoryError.malformedEntry(seq, "parts")
    }
    return parts
  }

  private static func digest(
    in row: Row<EntryColumn>, _ column: EntryColumn, of seq: EntryID,
  ) throws -> Digest? {
    if row.isNull(column) { return nil }
    guard let digest = row.digest(column) else {
      throw HistoryError.malformedEntry(seq, column.name)
    }
    return digest
  }
}
