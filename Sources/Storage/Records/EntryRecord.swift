import Crypto
import Kernel

/// The row of table `entry`: which columns it has and how an entry reads from them.
enum EntryRecord {
  /// The columns in the order of the row, each after `entry.`.
  static let list = columns.map { "entry." + $0 }.joined(separator: ", ")

  static let insert =
    "INSERT INTO entry (\(columns.joined(separator: ", "))) VALUES ("
    + columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ") + ")"

  private static let columns = [
    "seq", "ticket", "number", "version", "at", "recorded", "request", "actor", "source", "action",
    "edits", "visibility", "cause", "origin", "depth", "hook", "previous", "parts", "digest",
    "veil", "imported",
  ]

  /// What stands in the columns; the entry has its digest.
  static func values(of entry: Entry) -> [SQLValue] {
    [
      .integer(entry.seq.rawValue), .integer(entry.ticket.rawValue), .integer(entry.number),
      .integer(entry.version), .integer(entry.at.milliseconds),
      .integer(entry.recorded.milliseconds), .text(entry.request), .text(entry.actor.text),
      .text(entry.source), .text(entry.action),
      .text(entry.edits.isEmpty ? "[]" : entry.editsJSON.text), .text(entry.visibility.rawValue),
      .optional(entry.cause?.rawValue), .optional(entry.origin?.rawValue), .integer(entry.depth),
      entry.hook.map(SQLValue.text) ?? .null, .optional(entry.previous?.bytes),
      .text(entry.parts.isEmpty ? "{}" : entry.partsJSON.text), .optional(entry.digest?.bytes),
      .optional(entry.veil), .optional(entry.imported?.rawValue),
    ]
  }

  /// The entry of a row of `list`, still without its words.
  static func entry(from row: Row) throws -> Entry {
    let seq = EntryID(rawValue: row.integer(0))
    guard let actor = Actor(text: row.text(7)) else {
      throw HistoryError.malformedEntry(seq, "actor")
    }
    guard let visibility = Entry.Visibility(rawValue: row.text(11)) else {
      throw HistoryError.malformedEntry(seq, "visibility")
    }
    var entry = Entry(
      seq: seq, ticket: Ticket.ID(rawValue: row.integer(1)), number: row.integer(2),
      version: row.integer(3), at: Instant(milliseconds: row.integer(4)),
      recorded: Instant(milliseconds: row.integer(5)), request: row.text(6), actor: actor,
      source: row.text(8), action: row.text(9), edits: try edits(row.text(10), of: seq),
      visibility: visibility, cause: row.optionalInteger(12).map(EntryID.init),
      origin: row.optionalInteger(13).map(EntryID.init), depth: row.integer(14),
      hook: row.isNull(15) ? nil : row.text(15), previous: try digest(in: row, at: 16, of: seq),
      parts: try parts(row.text(17), of: seq), digest: try digest(in: row, at: 18, of: seq))
    if !row.isNull(19) { entry.veil = row.text(19) }
    entry.imported = row.optionalInteger(20).map(EntryID.init)
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

  private static func digest(in row: Row, at column: Int32, of seq: EntryID) throws -> Digest? {
    if row.isNull(column) { return nil }
    guard let digest = row.digest(column) else {
      throw HistoryError.malformedEntry(seq, column == 16 ? "previous" : "digest")
    }
    return digest
  }
}
