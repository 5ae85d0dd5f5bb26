import Kernel
import Testing

/// Words for a date in a language, and what they come to: a day as `SpokenDate` tells it, or why there
/// is none.
struct Saying: CustomTestStringConvertible, Sendable {
  let language: String
  let words: String
  let expected: String

  var testDescription: String { "\(language): \(words)" }

  /// The rows of a table, whose columns are a language, words and what is expected, with two blanks or
  /// more between them; the last one may be missing.
  static func table(_ rows: String) -> [Saying] {
    rows.split(separator: "\n").map { row in
      let cells = row.split(separator: #/ {2,}/#).map(String.init)
      precondition((2...3).contains(cells.count), "\(row)")
      return Saying(language: cells[0], words: cells[1], expected: cells.count == 3 ? cells[2] : "")
    }
  }

  /// Expects that the words mean that day.
  func isRead(
    at now: String = SpokenDate.noon, sourceLocation: SourceLocation = #_sourceLocation,
  ) throws {
    #expect(
      try SpokenDate.read(words, in: language, at: now) == expected, sourceLocation: sourceLocation)
  }

  /// Expects that the words mean no day, for that reason.
  @discardableResult
  func isRefused(sourceLocation: SourceLocation = #_sourceLocation) -> TimeError? {
    let error = #expect(throws: TimeError.self, sourceLocation: sourceLocation) {
      try SpokenDate.read(words, in: language)
    }
    let told = error?.description ?? ""
    #expect(
      expected.isEmpty || told.contains(expected), "\(told)", sourceLocation: sourceLocation)
    return error
  }
}
