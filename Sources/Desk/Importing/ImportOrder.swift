import Kernel
import PluginHost

/// What is asked of an import, besides its file.
package struct ImportOrder: Sendable {
  /// What makes changes of rows.
  package enum Mapping: Equatable, Sendable {
    /// The importer of the script at a path.
    case script(String)
    /// Columns of a table by the fields that they fill.
    case columns([ColumnMap.Pair])
  }

  package var mapping: Mapping
  /// The name that the desk remembers the rows by; `nil` for the mapping's own.
  package var source: String?
  /// How the file writes characters; `nil` for what its first bytes say, else UTF-8.
  package var encoding: TextEncoding?
  /// What stands between the cells of a table; `nil` for what its first lines tell.
  package var separator: Unicode.Scalar?
  /// Whether rows that were in and have changed change their tickets.
  package var isUpdating = false
  /// Whether all is only tried: it takes the same way and leaves nothing.
  package var isDryRun = false

  package init(_ mapping: Mapping) {
    self.mapping = mapping
  }
}

/// What makes changes of a file's rows: a script's importer, or columns that were named.
protocol RowMapping: AnyObject {
  /// The name that the desk remembers the rows by, where nobody says another.
  var source: String { get }
  /// Whether rows that were in and have changed change their tickets.
  var isUpdating: Bool { get }
  /// Whether a ticket that a row names is the source's, known by its key.
  var namesTicketsByKey: Bool { get }

  /// What is to be done for a row, in order; throws where nothing can be made of it.
  func calls(for row: ImportRow) throws -> [ImportCall]
  /// Forgets what the last row made, since it did not go in; gives the people whom it named.
  func forgetRow() -> [ImportCall]
}
