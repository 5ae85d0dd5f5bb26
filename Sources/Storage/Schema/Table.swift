/// A column of a row: its name is the case's in snake case, its place the case's number.
protocol RowColumn: CodingKey, CaseIterable, RawRepresentable, Sendable
where RawValue == Int, AllCases == [Self] {}

extension RowColumn {
  var name: String {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard stringValue.utf8.contains(where: capitals.contains) else { return stringValue }
    var name: [UInt8] = []
    for byte in stringValue.utf8 {
      let isCapital = capitals.contains(byte)
      if isCapital { name.append(UInt8(ascii: "_")) }
      name.append(isCapital ? byte | 0x20 : byte)
    }
    return String(decoding: name, as: UTF8.self)
  }
}

/// A column of a table; the cases are all of the table's columns, in the order in which they are
/// read and written.
protocol TableColumn: RowColumn, Hashable {
  static var table: Table { get }
}

extension TableColumn {
  /// What all columns are given, in their order.
  static func values(_ value: (Self) -> SQLValue) -> [SQLValue] { allCases.map(value) }

  /// The same of a few columns, each named once.
  static func values(_ values: KeyValuePairs<Self, SQLValue>) -> [SQLValue] {
    precondition(values.count == allCases.count)
    var all = Array(repeating: SQLValue.null, count: allCases.count)
    for (column, value) in values { all[column.rawValue] = value }
    return all
  }

  /// Inserts a row, or sets those columns of the row that has the same key: all but the key where
  /// none are named.
  static func upsert(on key: Self..., setting columns: [Self]? = nil) -> String {
    let columns = columns ?? allCases.filter { !key.contains($0) }
    return table.upsert(on: key.map(\.name), setting: columns.map(\.name))
  }

  /// Sets all columns of the row that has that key.
  static func update(on key: Self) -> String {
    func assignment(_ column: Self) -> String { "\(column.name) = $\(column.rawValue + 1)" }
    let others = allCases.filter { $0 != key }.map(assignment).joined(separator: ", ")
    return "UPDATE \(table.name) SET \(others) WHERE \(assignment(key))"
  }
}

/// A table: the columns that are read and written, and the statements that follow from them.
package struct Table: Sendable {
  package let name: String
  package let columns: [String]
  /// The columns with commas between.
  let list: String
  /// The beginning of a statement that reads the columns.
  let select: String
  /// Inserts a row of all columns.
  let insert: String

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
    list = columns.joined(separator: ", ")
    select = "SELECT \(list) FROM \(name)"
    let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    insert = "INSERT INTO \(name) (\(list)) VALUES (\(places))"
  }

  init<Column: TableColumn>(_ name: String, of: Column.Type) {
    self.init(name, Column.allCases.map(\.name))
  }

  /// The columns with the table's name before each, or another name that a statement gives it.
  func list(of row: String) -> String {
    columns.map { "\(row).\($0)" }.joined(separator: ", ")
  }

  /// Inserts a row, or sets those columns of the row that has the same key.
  func upsert(on key: [String], setting columns: [String]) -> String {
    let assignments = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return insert + " ON CONFLICT (\(key.joined(separator: ", "))) DO "
      + (columns.isEmpty ? "NOTHING" : "UPDATE SET \(assignments)")
  }
}

extension Connection {
  /// Inserts a row that has a value for each column.
  func insert<Column: TableColumn>(
    into: Column.Type, _ values: KeyValuePairs<Column, SQLValue>,
  ) throws(StorageError) {
    try run(Column.table.insert, Column.values(values))
  }
}

extension Table {
  /// All tables, but those that SQLite's full-text search keeps.
  package static let all = [
    TicketRecord.table, ValueColumn.table, EntryColumn.table, CountedColumn.table,
    PayloadColumn.table,
    RequestKeyColumn.table, CounterColumn.table, PersonColumn.table, PersonRoleColumn.table,
    PersonNameColumn.table, PersonValueColumn.table, AbsenceColumn.table, RoleColumn.table,
    QueueColumn.table,
    SettingColumn.table, SubscriptionColumn.table, MuteColumn.table, ViewColumn.table,
    PluginColumn.table, PluginFileColumn.table, RegistryColumn.table, ConsentColumn.table,
    StateColumn.table, PastStateColumn.table, PluginUseColumn.table, HealthColumn.table,
    OutboxColumn.table, DeliveryPauseColumn.table, BulkColumn.table, BulkPartColumn.table,
    LogColumn.table, ImportMarkColumn.table, ContentColumn.table, ContentPartColumn.table,
    AttachmentColumn.table, StagedPartColumn.table,
  ]
}
