import Texts

/// A row that does not say what Docket writes: somebody else has changed the database.
package struct RecordError: TextError, Equatable {
  package let table: String
  /// What finds the row in its table.
  package let key: String
  package let column: String

  package var description: String { text.description }

  package var text: Text {
    Text.storageBadRow(key: key, table: table, column: column)
  }
}

extension RecordError {
  init(_ column: some TableColumn, of key: String) {
    (table, self.key, self.column) = (type(of: column).table.name, key, column.name)
  }
}
