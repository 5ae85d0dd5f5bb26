import Texts

/// Why a text is no query, with the column (from 1, in characters) where it fails to be one.
package enum QueryError: Error, Equatable, Sendable {
  /// There is no such field for the asker: none at all, or one hidden from them.
  case unknownField(String, column: Int, suggestion: String?)
  /// The same where nothing but a field can stand, as after `sort:`; `known` are those there are.
  case noSuchField(String, of: FieldPlace, column: Int, suggestion: String?, known: [String])
  case computedField(String, column: Int)
  case unknownPerson(String, column: Int, suggestion: String?)
  /// A choice, queue, type, stage … that the field cannot have.
  ///
  /// `known` lists what there is, where that is short.
  case unknownName(
    String, field: String, column: Int, suggestion: String?, known: [String] = [])
  case unknownPlaceholder(String, column: Int, suggestion: String?)
  case badPlaceholder(String, column: Int, reason: Text)
  case badValue(String, field: String, column: Int, expected: Text)
  /// A bare `7d` where a moment was expected.
  case needsSign(String, column: Int)
  case badTime(TimeError, column: Int)
  case noOrder(field: String, column: Int)
  /// Something that the place of the query does not allow.
  case notHere(Text, column: Int, reason: Text)
  /// A text to search for that has neither letter nor digit.
  case noWord(String, column: Int)
  /// More words to search for than one query may have.
  case tooManyWords(most: Int, column: Int)
  case syntax(Text, column: Int)
  /// People whom the query names cannot be looked up.
  case unreadable(Text)

  /// Where in the text it is, in characters from 1.
  package var column: Int {
    switch self {
    case .unknownField(_, let column, _), .computedField(_, let column),
      .noSuchField(_, _, let column, _, _),
      .unknownPerson(_, let column, _), .unknownName(_, _, let column, _, _),
      .unknownPlaceholder(_, let column, _), .badPlaceholder(_, let column, _),
      .badValue(_, _, let column, _), .needsSign(_, let column), .badTime(_, let column),
      .noOrder(_, let column), .notHere(_, let column, _), .noWord(_, let column),
      .tooManyWords(_, let column), .syntax(_, let column):
      column
    case .unreadable: 1
    }
  }
}

extension QueryError: TextError {
  package var description: String { text.description }

  package var text: Text { Text.frameColumn(column: column, problem: message) }

  /// What is wrong and what would be right, without the column.
  package var message: Text {
    switch self {
    case .unknownField(let name, _, let suggestion):
      Text.queryUnknownField(name: name, hint: Self.hint(suggestion))
    case .computedField(let name, _): Text.queryComputedField(name: name)
    case .unknownPerson(let name, _, let suggestion):
      Text.queryUnknownPerson(name: name, hint: Self.hint(suggestion))
    case .noSuchField(let name, let place, _, let suggestion, _):
      Text.queryNoSuchField(
        name: name, place: place.words, hint: Self.hint(suggestion) ?? Text.hintFieldList)
    case .unknownName(let name, let field, _, let suggestion, let known):
      Text.queryUnknownName(
        field: field, name: name,
        known: known.isEmpty
          ? nil : Text.hintKnown(names: known.joined(separator: ", ")), hint: Self.hint(suggestion))
    case .unknownPlaceholder(let name, _, let suggestion):
      Text.queryUnknownPlaceholder(name: name, hint: Self.hint(suggestion.map { "$" + $0 }))
    case .badPlaceholder(let name, _, let reason):
      Text.queryBadPlaceholder(name: name, reason: reason)
    case .badValue(let text, let field, _, let expected):
      Text.queryBadValue(value: text, field: field, expected: expected)
    case .needsSign(let text, _): Text.queryNeedsSign(value: text)
    case .badTime(let error, _): error.text
    case .tooManyWords(let most, _): Text.queryTooManyWords(most: most)
    case .noOrder(let field, _): Text.queryNoOrder(field: field)
    case .notHere(let what, _, let reason):
      Text.queryNotHere(what: what, reason: reason)
    case .noWord(let text, _): Text.queryNoWord(text: text)
    case .syntax(let text, _): text
    case .unreadable(let problem): problem
    }
  }

  private static func hint(_ suggestion: String?) -> Text? {
    suggestion.map { Text.hintNearestQuoted(name: $0) }
  }
}

/// What a query does with a field where only a field can stand.
package enum FieldPlace: Sendable {
  case sort
  case group
  case emptiness
  case columns

  var words: Text {
    switch self {
    case .sort: Text.queryPlaceSort
    case .group: Text.queryPlaceGroup
    case .emptiness: Text.queryPlaceEmpty
    case .columns: Text.queryPlaceColumns
    }
  }
}
