import Kernel
import Texts

/// What came of an import.
package struct ImportReport: Equatable, Sendable {
  /// A row that did not go in.
  package struct BadRow: Equatable, Sendable {
    package let row: Int64
    package let line: Int
    package let reason: Text
    /// Where in the row it is wrong, with the line; `nil` where only the row is known.
    private let found: Text?
    /// What many rows have in common whose reasons differ; `nil` where the reason itself is that.
    package let cause: Refusal.Problem.Kind?

    init(_ row: ImportRow, _ reason: Text, cause: Refusal.Problem.Kind? = nil) {
      (self.row, line) = (row.number, row.line)
      (self.reason, self.cause) = (reason, cause)
      found = nil
    }

    /// A row that cannot be read.
    init(_ row: ImportRow, _ problem: RowProblem) {
      (self.row, line) = (row.number, row.line)
      (reason, found, cause) = (problem.reason, problem.place, nil)
    }

    /// Where it is wrong: the line, and the column where that is known.
    package var place: Text { found ?? Text.importAtLine(line: line) }

    /// The reason for who is told of no place besides the row's line.
    package var placedReason: Text {
      found.map { Text.frameOf(owner: $0, problem: reason) } ?? reason
    }
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
