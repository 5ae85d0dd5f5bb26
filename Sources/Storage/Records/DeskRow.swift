import Crypto
import Kernel

/// A table of what the desk itself is: who may what, and by what it decides.
///
/// Each change of a row stands in an entry of the desk's chain, with the row before and after it,
/// so that the chain folds to these tables as a ticket's entries fold to its row.
enum DeskTable: String, CaseIterable, Sendable {
  case absence
  case consent
  case mute
  case person
  case plugin
  case queue
  case role
  case setting
  case subscription
  case view

  /// What the table is called in the database.
  var name: String {
    switch self {
    case .consent: "plugin_consent"
    case .view: "saved_view"
    default: rawValue
    }
  }

  /// The columns that find a row; where there are two, the first is a number.
  fileprivate var key: [(name: String, isNumber: Bool)] {
    switch self {
    case .absence: [("person", true)]
    case .consent: [("plugin", false)]
    case .mute: [("person", true), ("subscription", false)]
    case .person, .subscription: [("id", true)]
    case .plugin, .queue, .role, .setting: [("name", false)]
    case .view: [("owner", true), ("name", false)]
    }
  }

  /// What a column that came later holds where it says nothing: then it is left out of what history
  /// tells of the row, which is as older entries have it.
  fileprivate var silentColumns: [String: JSON] {
    switch self {
    case .person: [PersonColumn.fields.name: .string(Person.noFields)]
    case .subscription: [SubscriptionColumn.report.name: .null]
    default: [:]
    }
  }

  fileprivate var condition: String {
    key.enumerated().map { "\($1.name) = $\($0 + 1)" }.joined(separator: " AND ")
  }
}

/// A row of such a table, by its key.
struct DeskRow: Hashable, Sendable {
  let table: DeskTable
  /// The key in a text: `3`, `agent`, or of two columns `3.mine`.
  let key: String

  init(_ table: DeskTable, _ key: String) {
    self.table = table
    self.key = key
  }

  /// What the row is called in entries, as `person.3`.
  var name: String { "\(table.rawValue).\(key)" }

  /// Reads what `name` gives; `nil` for anything else.
  init?(named name: String) {
    guard let dot = name.firstIndex(of: "."),
      let table = DeskTable(rawValue: String(name[..<dot]))
    else { return nil }
    self.init(table, String(name[name.index(after: dot)...]))
  }

  /// Whether the history tells of it: not of what only counts changes or marks how far something is.
  var isRecorded: Bool {
    table != .setting || !(DeskRow.countedSettings.contains(key) || key.hasPrefix("import."))
  }

  /// Settings that no entry tells of, since they say nothing of what the desk does.
  static let countedSettings: Set<String> = ["revision", baselineSetting]
  /// Stands at `due` on a desk of an older version until its state is in its history.
  static let baselineSetting = "baseline"

  fileprivate var values: [SQLValue] {
    let parts =
      table.key.count == 1
      ? [key[...]] : key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return zip(table.key, parts).map { column, part in
      column.isNumber ? .integer(Int64(part) ?? 0) : .text(String(part))
    }
  }
}

extension Connection {
  /// What stands in a row now, as a JSON object by column; `null` where there is none.
  func content(of row: DeskRow) throws -> JSON {
    let sql = "SELECT * FROM \(row.table.name) WHERE \(row.table.condition)"
    return try first(sql, row.values) { (found: Row<OnlyColumn>) in
      found.json(of: row.table)
    } ?? .null
  }

  /// All rows of a table that the history tells of, by their names.
  func contents(of table: DeskTable) throws -> [String: JSON] {
    var rows: [String: JSON] = [:]
    try self.rows("SELECT * FROM \(table.name)") { (row: Row<OnlyColumn>) in
      let content = row.json(of: table)
      let key = table.key.map { column in
        content[column.name]?.string ?? content[column.name]?.integer.map { "\($0)" } ?? ""
      }
      let found = DeskRow(table, key.joined(separator: "."))
      if found.isRecorded { rows[found.name] = content }
    }
    return rows
  }

  /// Writes a row as a JSON object has it, or deletes it where that is `null`.
  func write(_ content: JSON, to row: DeskRow) throws {
    try run("DELETE FROM \(row.table.name) WHERE \(row.table.condition)", row.values)
    guard let members = content.members else { return }
    let columns = members.map { "\"\($0.0)\"" }.joined(separator: ", ")
    let places = members.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    try run(
      "INSERT INTO \(row.table.name) (\(columns)) VALUES (\(places))",
      members.map { SQLValue($0.1) }
    )
  }
}

extension Row {
  /// The row as a JSON object by column.
  fileprivate func json(of table: DeskTable) -> JSON {
    let silent = table.silentColumns
    let all = members.map { ($0.name, $0.value.json) }
    return .object(
      silent.isEmpty ? all : all.filter { name, value in silent[name]?.text != value.text })
  }
}

extension SQLValue {
  /// The tables of the desk have numbers, texts and null only.
  var json: JSON {
    switch self {
    case .null: .null
    case .integer(let value): .integer(value)
    case .real(let value): .string("\(value)")
    case .text(let value): .string(value)
    case .blob(let value): .string(value.hex)
    }
  }

  fileprivate init(_ json: JSON) {
    switch json {
    case .integer(let value): self = .integer(value)
    case .string(let value): self = .text(value)
    case .boolean(let value): self = .integer(value ? 1 : 0)
    case .null, .array, .object: self = .null
    }
  }
}
