/// A row that does not say what Docket writes: somebody else has changed the database.
package struct RecordError: Error, Equatable, Sendable, CustomStringConvertible {
  package let table: String
  /// What finds the row in its table.
  package let key: String
  package let column: String

  package var description: String {
    "row \(key) of table \(table): its \(column) is not what Docket writes; "
      + "`docket audit verify` says more, a backup has it as it was"
  }
}
