import Kernel
import Storage
import Testing

@Suite struct TableTests {
  @Test func `tables have exactly the columns that the schema makes`() throws {
    let store = try TestStore()
    for table in Table.all {
      let made = try store.shell("SELECT name FROM pragma_table_info('\(table.name)')")
      #expect(
        Set(made.split(separator: "\n").map(String.init)) == Set(table.columns), "\(table.name)")
      #expect(Set(table.columns).count == table.columns.count, "\(table.name)")
    }
  }

  @Test func `every table of the schema but the search has its columns in Swift`() throws {
    let store = try TestStore()
    let made = try store.shell(
      """
      SELECT name FROM sqlite_schema
      WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' ORDER BY name
      """)
    #expect(made.split(separator: "\n").map(String.init) == Table.all.map(\.name).sorted())
  }

  @Test func `a ticket's column is null only where the field may be empty`() throws {
    let store = try TestStore()
    let info = try store.shell("SELECT name FROM pragma_table_info('ticket') WHERE \"notnull\" = 0")
    let nullable = Set(info.split(separator: "\n").map(String.init))
    for field in TicketField.allCases where !field.isMany && field != .id {
      let isText = QueryField(field).isNumeric == false
      #expect(
        nullable.contains(field.rawValue) == (!isText && !field.isNeverEmpty), "\(field.rawValue)")
    }
  }
}
