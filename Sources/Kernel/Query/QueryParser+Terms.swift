extension QueryParser {
  /// Reads what comes after `name:` or `name<`.
  mutating func named(
    _ name: String, _ relation: Relation, column: Int,
  ) throws(QueryError) -> Condition? {
    try check(relation, of: name, column: column)
    guard let word = QueryWord(rawValue: name) else {
      return try comparison(with: name, relation, column: column)
    }
    guard relation == .fits else {
      throw .syntax("“\(name)” is followed by a colon: \(name):…", column: column)
    }
    try check(word, column: column)
    switch word {
    case .not: return .not(try negated(column: column))
    case .isIn: return .field(QueryField(.category), try categories(name).map(Match.equals))
    case .was: return try past()
    case .no: return .disjunction(try emptyFields(name))
    case .has: return .disjunction(try emptyFields(name).map(Condition.not))
    case .text: return .disjunction(try texts())
    case .sort: try takeSort(column: column)
    case .group: try takeGroup(column: column)
    case .limit: try takeLimit(column: column)
    }
    return nil
  }

  /// The condition that a text of the ticket contains these words.
  func text(_ text: String, column: Int) throws(QueryError) -> Condition {
    if context == .condition || context == .entries {
      let what = context == .entries ? "a question about entries" : "a condition"
      throw .notHere(
        "a search for “\(text)”", column: column, reason: "\(what) is about fields only")
    }
    let tokens = TextFolding.tokens(of: text)
    if tokens.isEmpty { throw .noWord(text, column: column) }
    return .text(tokens)
  }

  private func check(
    _ relation: Relation, of name: String, column: Int,
  ) throws(QueryError) {
    switch relation {
    case .fits: break
    case .equals: throw .syntax("write \(name):VALUE, with a colon", column: column)
    case .isUnequal: throw .syntax("write not:\(name):VALUE", column: column)
    case .isLess, .isAtMost, .isMore, .isAtLeast:
      guard context == .assignments else { return }
      throw .notHere(
        "“\(relation.rawValue)”", column: column,
        reason: "beside assignments write a range, as \(name):..VALUE or \(name):VALUE..")
    }
  }

  private func check(_ word: QueryWord, column: Int) throws(QueryError) {
    if context == .entries, ![.not, .no, .has, .limit].contains(word) {
      throw .notHere(
        "“\(word.rawValue):”", column: column, reason: "it is about tickets, not about entries")
    }
    switch word {
    case .not, .isIn, .no, .has: break
    case .text, .was:
      guard context == .condition else { return }
      throw .notHere(
        "“\(word.rawValue):”", column: column, reason: "a condition is about the ticket as it is")
    case .sort, .group, .limit:
      guard context != .condition else {
        throw .notHere("“\(word.rawValue):”", column: column, reason: "a condition has no list")
      }
      guard !isInside else {
        throw .notHere(
          "“\(word.rawValue):”", column: column,
          reason: "it is about the whole query, so it stands outside of parentheses and not:")
      }
    }
  }

  private mutating func negated(column: Int) throws(QueryError) -> Condition {
    let part = try nested { parser throws(QueryError) in
      guard let next = parser.scanner.next, !next.properties.isWhitespace, next != ")" else {
        throw QueryError.syntax("a term is missing after not:", column: parser.scanner.column)
      }
      return try parser.term()
    }
    return part ?? .always
  }

  private mutating func comparison(
    with name: String, _ relation: Relation, column: Int,
  ) throws(QueryError) -> Condition {
    let field = try field(named: name, column: column)
    guard relation != .fits else {
      let written = try scanner.values(of: name)
      var matches: [Match] = []
      for match in written { matches += try operands.matches(match, of: field) }
      try count(matches.count - 1)
      return .field(field, matches)
    }
    let start = scanner.column
    let written = try scanner.values(of: name)
    guard written.count == 1, case .single(let value) = written[0] else {
      throw .syntax(
        "after \(relation.rawValue) there is one value, without range or comma", column: start)
    }
    return .field(field, [try operands.bound(value, relation, of: field)])
  }

  func field(named name: String, column: Int) throws(QueryError) -> QueryField {
    if let field = schema.field(named: name) { return field }
    if schema.isComputed(name) { throw .computedField(name, column: column) }
    let words = QueryWord.allCases.map(\.rawValue)
    throw .unknownField(
      name, column: column, suggestion: nearestName(to: name, among: schema.names + words))
  }

  private mutating func categories(_ name: String) throws(QueryError) -> [Operand] {
    let field = QueryField(.category)
    var found: [Operand] = []
    let written = try scanner.values(of: name)
    try count(written.count - 1)
    for match in written {
      for match in try operands.matches(match, of: field) {
        if case .equals(let operand) = match { found.append(operand) }
      }
    }
    return found
  }

  private mutating func past() throws(QueryError) -> Condition {
    var all: CategorySet = []
    for case .value(let value) in try categories("was") {
      if let category = value.text.flatMap(Category.init) { all.insert(CategorySet(category)) }
    }
    return .was(all)
  }

  private mutating func emptyFields(_ name: String) throws(QueryError) -> [Condition] {
    var fields: [Condition] = []
    for value in try singles(of: name) {
      fields.append(.isEmpty(try field(named: value.text, column: value.column)))
    }
    return fields
  }

  private mutating func texts() throws(QueryError) -> [Condition] {
    var found: [Condition] = []
    for value in try singles(of: "text") {
      let text = try operands.plainText(value)
      found.append(try self.text(text, column: value.column))
    }
    return found
  }

  /// Reads values with commas between and no range among them.
  mutating func singles(of name: String) throws(QueryError) -> [QueryScanner.Written] {
    var values: [QueryScanner.Written] = []
    let written = try scanner.values(of: name)
    try count(written.count - 1)
    for match in written {
      switch match {
      case .single(let value) where value.form == .placeholder && name != "text":
        throw .notHere(
          "“$\(value.text)”", column: value.column, reason: "“\(name):” is not bound to values")
      case .single(let value): values.append(value)
      case .range(_, _, let column):
        throw .syntax("“\(name)” takes no range; quote a text that has two dots", column: column)
      }
    }
    return values
  }
}

/// Words of the language that stand where a field would.
enum QueryWord: String, CaseIterable {
  case not
  case isIn = "is"
  case was
  case no
  case has
  case text
  case sort
  case group
  case limit
}
