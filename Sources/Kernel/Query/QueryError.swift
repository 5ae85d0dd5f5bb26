/// Why a text is no query, with the column (from 1, in characters) where it fails to be one.
package enum QueryError: Error, Equatable, Sendable {
  /// There is no such field for the asker: none at all, or one hidden from them.
  case unknownField(String, column: Int, suggestion: String?)
  case computedField(String, column: Int)
  case unknownPerson(String, column: Int, suggestion: String?)
  /// A choice, queue, type, stage … that the field cannot have.
  case unknownName(String, field: String, column: Int, suggestion: String?)
  case unknownPlaceholder(String, column: Int, suggestion: String?)
  case badPlaceholder(String, column: Int, reason: String)
  case badValue(String, field: String, column: Int, expected: String)
  /// A bare `7d` where a moment was expected.
  case needsSign(String, column: Int)
  case badTime(TimeError, column: Int)
  case noOrder(field: String, column: Int)
  /// Something that the place of the query does not allow.
  case notHere(String, column: Int, reason: String)
  /// A text to search for that has neither letter nor digit.
  case noWord(String, column: Int)
  case syntax(String, column: Int)

  /// Where in the text it is, in characters from 1.
  package var column: Int {
    switch self {
    case .unknownField(_, let column, _), .computedField(_, let column),
      .unknownPerson(_, let column, _), .unknownName(_, _, let column, _),
      .unknownPlaceholder(_, let column, _), .badPlaceholder(_, let column, _),
      .badValue(_, _, let column, _), .needsSign(_, let column), .badTime(_, let column),
      .noOrder(_, let column), .notHere(_, let column, _), .noWord(_, let column),
      .syntax(_, let column):
      column
    }
  }
}

extension QueryError: CustomStringConvertible {
  package var description: String {
    "column \(column): \(message)"
  }

  /// What is wrong and what would be right, without the column.
  package var message: String {
    switch self {
    case .unknownField(let name, _, let suggestion):
      "unknown field “\(name)”" + Self.hint(suggestion)
        + "; to search for the text itself, put it in quotes"
    case .computedField(let name, _):
      "field “\(name)” is worked out when a ticket is shown, so it cannot be queried"
    case .unknownPerson(let name, _, let suggestion):
      "unknown person “\(name)”" + Self.hint(suggestion)
    case .unknownName(let name, let field, _, let suggestion):
      "unknown \(field) “\(name)”" + Self.hint(suggestion)
    case .unknownPlaceholder(let name, _, let suggestion):
      "no value is given for “$\(name)”" + Self.hint(suggestion.map { "$" + $0 })
    case .badPlaceholder(let name, _, let reason): "the value of “$\(name)” \(reason)"
    case .badValue(let text, let field, _, let expected):
      "“\(text)” is no value for “\(field)”: expected \(expected)"
    case .needsSign(let text, _):
      "“\(text)” is a length of time: write +\(text) for that long from now, -\(text) for ago"
    case .badTime(let error, _): "\(error)"
    case .noOrder(let field, _):
      "values of “\(field)” are neither more nor less than others: write \(field):a,b for several"
    case .notHere(let what, _, let reason): "\(what) has no place here: \(reason)"
    case .noWord(let text, _):
      "“\(text)” has no letter or digit to search for"
    case .syntax(let message, _): message
    }
  }

  private static func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean “\($0)”?" } ?? ""
  }
}
