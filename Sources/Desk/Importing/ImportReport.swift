import Kernel
import Texts

/// What came of an import.
package struct ImportReport: Equatable, Sendable {
  /// A row that did not go in.
  package struct BadRow: Equatable, Sendable {
    package let row: Int64
    package let line: Int
    package let reason: Text
    /// What many rows have in common whose reasons differ; `nil` where the reason itself is that.
    package var cause: Refusal.Problem.Kind?
  }

  /// A row that was in and says something else now.
  package struct ChangedRow: Equatable, Sendable {
    package let row: Int64
    package let line: Int
    package let ticket: Ticket.ID
    /// What differs: fields, or `text`.
    package let fields: [String]
    /// Whether the ticket was changed to what the row says now.
    package let isUpdated: Bool
  }

  /// The name under which the desk remembers what was imported.
  package let source: String
  /// Rows that went in now.
  package var done: Int64 = 0
  /// Rows that were there already.
  package var skipped: Int64 = 0
  package var bad: [BadRow] = []
  /// Rows that were there and have changed since; they are among those that were there already.
  package var changed: [ChangedRow] = []
  /// Whether it was only tried, and nothing is left of it.
  package var isDryRun = false
  /// Who came in by it with a role of the staff's, and is away until somebody says otherwise.
  package var away: [String] = []
  /// What was left out of rows that went in.
  package var notes: [Text] = []
  /// The name that all entries have in common, as `r12`.
  package var request = ""
}

/// How far an import has come.
package struct ImportProgress: Equatable, Sendable {
  package let rows: Int64
  package let bytes: Int
  package let size: Int
}
