import Texts

/// Reads a query by recursive descent: alternatives of sequences of terms.
///
/// `or` binds weaker than standing side by side; `not:` negates the one term after it.
struct QueryParser {
  let schema: QuerySchema
  let context: QueryContext
  let operands: OperandReader
  var scanner: QueryScanner
  var depth = 0
  /// Under `not:` or in parentheses, where nothing can be said about the whole query.
  var isInside = false
  var terms = 0
  /// Words to search for, read so far.
  var searchedWords = 0
  var modifiers = Query.Modifiers()
  /// Where fields and their values are named; only kept for who asks.
  var mentions: [QueryMention]?

  init(_ text: String, schema: QuerySchema, context: QueryContext, operands: OperandReader) {
    self.schema = schema
    self.context = context
    self.operands = operands
    scanner = QueryScanner(text)
  }

  mutating func query() throws(QueryError) -> Query {
    let condition = try alternatives()
    if !scanner.isAtEnd {
      throw .syntax(Text.queryNoOpenParenthesis, column: scanner.column)
    }
    let query = Query(condition: condition, modifiers)
    if query.sort.contains(where: { $0.subject == .rank }), query.phrases.isEmpty {
      throw .syntax(Text.queryRankWithoutText, column: 1)
    }
    if !query.groups.isEmpty, !modifiers.columns.isEmpty {
      throw .syntax(Text.queryColumnsGroup, column: 1)
    }
    return query
  }

  private mutating func alternatives() throws(QueryError) -> Condition {
    var parts = [try sequence()]
    while let column = takeOr() {
      let part = try sequence()
      if part == .always || parts == [.always] {
        throw .syntax(Text.queryOrSides, column: column)
      }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : .disjunction(parts)
  }

  private mutating func sequence() throws(QueryError) -> Condition {
    var parts: [Condition] = []
    scanner.skipSpaces()
    while let next = scanner.next, next != ")", !isAtOr {
      if let part = try term() { parts.append(part) }
      scanner.skipSpaces()
    }
    return .conjunction(parts)
  }

  /// Reads one term; `nil` for what is said about the whole query, as `limit:5`.
  mutating func term() throws(QueryError) -> Condition? {
    try count(1)
    let start = scanner.column
    if scanner.skip("(") { return try parentheses(from: start) }
    if scanner.next == "\"" { return try text(scanner.quoted(), column: start) }
    let position = scanner.position
    if let name = scanner.name(), let relation = takeRelation() {
      if !QueryWord.names.contains(name) {
        mention(.field(name), at: position..<position + name.unicodeScalars.count)
      }
      return try named(name, relation, column: start)
    }
    scanner.position = position
    return try bareWord(column: start)
  }

  /// Counts terms and values, which are bounded: each is a part of one SQL statement.
  mutating func count(_ more: Int) throws(QueryError) {
    terms += more
    guard terms <= 1000 else {
      throw .syntax(Text.queryTooMany, column: scanner.column)
    }
  }

  private mutating func parentheses(from start: Int) throws(QueryError) -> Condition {
    let part = try nested { parser throws(QueryError) in try parser.alternatives() }
    guard scanner.skip(")") else {
      throw .syntax(Text.queryNoClosingParenthesis, column: start)
    }
    if part == .always { throw .syntax(Text.queryEmptyParentheses, column: start) }
    return part
  }

  /// Reads something inside something else, to a bounded depth.
  mutating func nested<Part>(
    _ read: (inout QueryParser) throws(QueryError) -> Part,
  ) throws(QueryError) -> Part {
    guard depth < 50 else {
      throw .syntax(Text.queryTooDeep, column: scanner.column)
    }
    let wasInside = isInside
    depth += 1
    isInside = true
    defer {
      depth -= 1
      isInside = wasInside
    }
    return try read(&self)
  }

  private mutating func bareWord(column: Int) throws(QueryError) -> Condition {
    let word = scanner.word()
    if word.lowercased() == "and" || word.lowercased() == "not" {
      let right = word.lowercased() == "and" ? Text.queryCombineAnd : Text.queryCombineNot
      throw .syntax(
        Text.queryCombine(right: right, word: word), column: column)
    }
    if word.hasPrefix("-"), word.contains(":") {
      throw .syntax(Text.queryMinus(term: word.dropFirst()), column: column)
    }
    if word.hasPrefix("$") {
      throw .syntax(Text.queryBarePlaceholder(word: word), column: column)
    }
    if word.hasPrefix("!") {
      throw .syntax(Text.queryExclamation(word: word), column: column)
    }
    if let name = QueryScanner.nameInLetters(beforeColonIn: word) {
      throw .unknownField(name, column: column, suggestion: nil)
    }
    if word.hasPrefix("#"), let found = try numbered(word, column: column) { return found }
    return try text(word, column: column)
  }

  /// Reads `#3`, or `#3,#4`, as tickets by their numbers; `nil` for what is no number.
  private mutating func numbered(_ word: String, column: Int) throws(QueryError) -> Condition? {
    let name = schema.isOfEntries ? EntryField.ticket : TicketField.id.rawValue
    guard let field = schema.field(named: name) else { return nil }
    var matches: [Match] = []
    for part in word.split(separator: ",") {
      guard part.hasPrefix("#"), let id = Int64(part.dropFirst()), id > 0 else { return nil }
      matches.append(.equals(.value(.ticket(Ticket.ID(rawValue: id)))))
    }
    try count(matches.count - 1)
    return .field(field, matches)
  }

  private mutating func takeRelation() -> Relation? {
    Relation.allCases.first { scanner.skip($0.rawValue) }
  }

  private var isAtOr: Bool {
    var copy = scanner
    return copy.word().lowercased() == "or" && copy.next != "\""
  }

  private mutating func takeOr() -> Int? {
    guard isAtOr else { return nil }
    let column = scanner.column
    scanner.position += 2
    return column
  }
}

/// What stands between a field and its value; longer ones first.
enum Relation: String, CaseIterable {
  case isAtMost = "<="
  case isAtLeast = ">="
  case isUnequal = "!="
  case fits = ":"
  case isLess = "<"
  case isMore = ">"
  case equals = "="
}
