import Texts

extension QueryParser {
  /// Reads what comes after `name:` or `name<`.
  mutating func named(
    _ name: String, _ relation: Relation, column: Int,
  ) throws(QueryError) -> Condition? {
    try check(relation, of: name, column: column)
    if let modifier = QueryModifier(rawValue: name) {
      try check(hasColon: relation, behind: name, column: column)
      try check(modifier, column: column)
      try take(modifier, column: column)
      return nil
    }
    guard let word = QueryWord(rawValue: name) else {
      return try comparison(with: name, relation, column: column)
    }
    try check(hasColon: relation, behind: name, column: column)
    try check(word, column: column)
    if word == .isIn || word == .was, schema.field(named: TicketField.category.rawValue) == nil {
      throw .unknownField(name, column: column, suggestion: nil)
    }
    switch word {
    case .not: return .not(try negated(column: column))
    case .isIn: return .field(QueryField(.category), try categories(name).map(Match.equals))
    case .was: return try past()
    case .no: return .disjunction(try emptyFields(name))
    case .has: return .disjunction(try emptyFields(name).map(Condition.not))
    case .text: return .disjunction(try texts())
    }
  }

  /// The condition that a text of the ticket contains these words.
  mutating func text(_ text: String, column: Int) throws(QueryError) -> Condition {
    try self.text(SearchPhrase(reading: text), written: text, column: column)
  }

  private mutating func text(
    _ phrase: SearchPhrase, written text: String, column: Int,
  ) throws(QueryError) -> Condition {
    if context == .condition || schema.isOfEntries {
      throw .notHere(
        Text.querySearchFor(text: text), column: column,
        reason: schema.isOfEntries
          ? Text.queryEntriesFieldsOnly : Text.queryConditionFieldsOnly)
    }
    try check(phrase, written: text, column: column)
    return .text(phrase)
  }

  /// Refuses what cannot be searched for.
  private mutating func check(
    _ phrase: SearchPhrase, written text: String, column: Int,
  ) throws(QueryError) {
    if phrase.tokens.isEmpty { throw .noWord(text, column: column) }
    if !phrase.isFoundByBeginning {
      guard phrase.tokens.count == 1 else {
        throw .syntax(Text.queryStarWords(text: text), column: column)
      }
      guard phrase.tokens[0].unicodeScalars.count > 1 else {
        throw .syntax(Text.queryStarShort(text: text), column: column)
      }
    }
    searchedWords += phrase.tokens.count
    guard searchedWords <= Limit.searchedWords else {
      throw .tooManyWords(most: Limit.searchedWords, column: column)
    }
  }

  private func check(
    _ relation: Relation, of name: String, column: Int,
  ) throws(QueryError) {
    if context != .assignments, schema.field(named: name)?.isFolded == true,
      relation == .equals || relation == .isUnequal
    {
      return
    }
    switch relation {
    case .fits: break
    case .equals: throw .syntax(Text.queryNotEquals(name: name), column: column)
    case .isUnequal: throw .syntax(Text.queryWriteNot(name: name), column: column)
    case .isLess, .isAtMost, .isMore, .isAtLeast:
      guard context == .assignments else { return }
      throw .notHere(
        Text.queryQuoted(what: relation.rawValue), column: column,
        reason: Text.queryWriteRange(field: name))
    }
  }

  private func check(
    hasColon relation: Relation, behind name: String, column: Int,
  ) throws(QueryError) {
    guard relation == .fits else {
      throw .syntax(Text.queryNeedsColon(name: name), column: column)
    }
  }

  private func check(_ word: QueryWord, column: Int) throws(QueryError) {
    if schema.isOfEntries, ![.not, .no, .has].contains(word) {
      throw aboutTickets(word.rawValue, column: column)
    }
    if context == .condition, [.text, .was].contains(word) {
      throw .notHere(
        Text.queryWord(word: word.rawValue), column: column,
        reason: Text.queryConditionPresent)
    }
  }

  private func check(_ modifier: QueryModifier, column: Int) throws(QueryError) {
    if schema.isOfEntries, !modifier.isOfEntries {
      throw aboutTickets(modifier.rawValue, column: column)
    }
    guard context == .condition || isInside else { return }
    throw .notHere(
      Text.queryWord(word: modifier.rawValue), column: column,
      reason: context == .condition ? Text.queryConditionList : Text.queryWholeQuery)
  }

  private func aboutTickets(_ word: String, column: Int) -> QueryError {
    .notHere(
      Text.queryQuoted(what: "\(word):"), column: column,
      reason: Text.queryAboutTickets)
  }

  private mutating func negated(column: Int) throws(QueryError) -> Condition {
    let part = try nested { parser throws(QueryError) in
      guard let next = parser.scanner.next, !next.properties.isWhitespace, next != ")" else {
        throw QueryError.syntax(Text.queryNotWhat, column: parser.scanner.column)
      }
      return try parser.term()
    }
    return part ?? .always
  }

  private mutating func comparison(
    with name: String, _ relation: Relation, column: Int,
  ) throws(QueryError) -> Condition {
    let field = try field(named: name, column: column)
    if field.isFolded, [.fits, .equals, .isUnequal].contains(relation) {
      return try words(of: field, called: name, relation)
    }
    guard relation != .fits else {
      let written = try scanner.values(of: name)
      var matches: [Match] = []
      for match in written { matches += try operands.matches(match, of: field) }
      try count(matches.count - 1)
      if mentions != nil { for match in written { mention(match, of: field) } }
      return .field(field, matches)
    }
    let start = scanner.column
    let written = try scanner.values(of: name)
    guard written.count == 1, case .single(let value) = written[0] else {
      throw .syntax(
        Text.queryOneBound(relation: relation.rawValue), column: start)
    }
    if mentions != nil { mention(written[0], of: field) }
    return .field(field, [try operands.bound(value, relation, of: field)])
  }

  /// Reads `subject:print*,"does not boot"`, or after `=` and `!=` whole values.
  private mutating func words(
    of field: QueryField, called name: String, _ relation: Relation,
  ) throws(QueryError) -> Condition {
    let isUnequal = relation == .isUnequal || relation == .fits && scanner.skip("!=")
    let isWhole = isUnequal || relation == .equals || scanner.skip("=")
    let written = try scanner.values(of: name)
    try count(written.count - 1)
    var (phrases, matches): ([SearchPhrase], [Match]) = ([], [])
    for match in written {
      if mentions != nil { mention(match, of: field) }
      guard !isWhole, case .single(let value) = match, !operands.isReference(value) else {
        matches += try operands.matches(match, of: field)
        continue
      }
      for phrase in try operands.phrases(value, of: field) {
        try check(phrase, written: value.text, column: value.column)
        phrases.append(phrase)
      }
    }
    var parts: [Condition] = phrases.isEmpty ? [] : [.words(field, phrases)]
    if !matches.isEmpty { parts.append(.field(field, matches)) }
    let condition = Condition.disjunction(parts)
    return isUnequal ? .not(condition) : condition
  }

  func field(named name: String, column: Int) throws(QueryError) -> QueryField {
    if let field = schema.field(named: name) { return field }
    if schema.isComputed(name) { throw .computedField(name, column: column) }
    throw .unknownField(
      name, column: column, suggestion: nearestName(to: name, among: schema.names + QueryWord.names)
    )
  }

  /// A field where nothing else can stand: an unknown one is told what there is.
  func field(
    named name: String, to place: FieldPlace, column: Int,
  ) throws(QueryError) -> QueryField {
    do throws(QueryError) {
      return try field(named: name, column: column)
    } catch {
      guard case .unknownField = error else { throw error }
      let known = place == .sort ? schema.names + ["rank"] : schema.names
      throw .noSuchField(
        name, of: place, column: column, suggestion: nearestName(to: name, among: known),
        known: known)
    }
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
      if let category = value.text.flatMap(Category.init(rawValue:)) {
        all.insert(CategorySet(category))
      }
    }
    return .was(all)
  }

  private mutating func emptyFields(_ name: String) throws(QueryError) -> [Condition] {
    var fields: [Condition] = []
    for value in try singles(of: name) {
      mention(.field(value.text), at: value.place)
      fields.append(
        .isEmpty(try field(named: value.text, to: .emptiness, column: value.column)))
    }
    return fields
  }

  private mutating func texts() throws(QueryError) -> [Condition] {
    var found: [Condition] = []
    for value in try singles(of: "text") {
      let text = try operands.plainText(value)
      let phrase =
        value.form == .placeholder
        ? SearchPhrase(literally: text) : SearchPhrase(reading: text)
      found.append(try self.text(phrase, written: text, column: value.column))
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
          Text.queryPlaceholder(name: value.text), column: value.column,
          reason: Text.queryUnbound(name: name))
      case .single(let value): values.append(value)
      case .range(_, _, let column):
        throw .syntax(Text.queryNoRange(name: name), column: column)
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

  /// These words and those of modifiers.
  static let names = allCases.map(\.rawValue) + QueryModifier.allCases.map(\.rawValue)
}
