import Texts

/// Turns values as they are written into operands of a field's kind.
struct OperandReader {
  let schema: QuerySchema
  let context: QueryContext
  let values: [String: Value]
  let people: QueryPeople
  let zone: Zone
  /// Whose words of dates are read besides English ones.
  var language: Language?
  /// The day by which a date that is said with its day of the week must fit it; `nil` where that is
  /// not asked.
  var today: CivilDate?

  typealias Written = QueryScanner.Written

  /// Reads a value or a range; a placeholder with a list gives a match for each element.
  func matches(
    _ written: QueryScanner.WrittenMatch, of field: QueryField,
  ) throws(QueryError) -> [Match] {
    switch written {
    case .single(let value): return try operands(value, of: field).map(Match.equals)
    case .range(let lower, let upper, let column):
      guard field.isOrdered else { throw .noOrder(field: field.name, column: column) }
      return [.between(try bound(lower, of: field), try bound(upper, of: field))]
    }
  }

  /// Reads what stands after `<`, `<=`, `>` or `>=`.
  func bound(
    _ value: Written, _ relation: Relation, of field: QueryField,
  ) throws(QueryError) -> Match {
    guard field.isOrdered else { throw .noOrder(field: field.name, column: value.column) }
    let isInclusive = relation == .isAtMost || relation == .isAtLeast
    let bound = Bound(try operand(value, of: field), isInclusive: isInclusive)
    return relation == .isLess || relation == .isAtMost
      ? .between(nil, bound) : .between(bound, nil)
  }

  /// The text of a value that is only text: written, or bound to a placeholder.
  func plainText(_ written: Written) throws(QueryError) -> String {
    guard written.form == .placeholder else { return written.text }
    guard case .text(let text) = try value(of: written) else {
      throw .badPlaceholder(written.text, column: written.column, reason: Text.queryNoText)
    }
    return text
  }

  /// Whether the value is another field's, and not known when it is written.
  func isReference(_ written: Written) -> Bool {
    written.form == .placeholder && values[written.text] == nil && context == .condition
      && schema.field(named: written.text) != nil
  }

  /// The phrases that a value is as words to search for: written, or bound to a placeholder.
  func phrases(_ written: Written, of field: QueryField) throws(QueryError) -> [SearchPhrase] {
    guard written.form == .placeholder else { return [SearchPhrase(reading: written.text)] }
    var phrases: [SearchPhrase] = []
    for value in try value(of: written).elements {
      guard case .text(let text) = value else { throw unfit(written, field) }
      phrases.append(SearchPhrase(literally: text))
    }
    return phrases
  }

  private func bound(_ value: Written?, of field: QueryField) throws(QueryError) -> Bound? {
    guard let value else { return nil }
    return Bound(try operand(value, of: field))
  }

  private func operand(_ written: Written, of field: QueryField) throws(QueryError) -> Operand {
    let found = try operands(written, of: field)
    guard found.count == 1 else {
      throw .badPlaceholder(
        written.text, column: written.column, reason: Text.queryListForOne)
    }
    return found[0]
  }

  private func operands(_ written: Written, of field: QueryField) throws(QueryError) -> [Operand] {
    guard written.form == .placeholder else {
      if let own = try mine(written, for: field) { return [own] }
      return [try parse(written, of: field)]
    }
    if isReference(written), let other = schema.field(named: written.text) {
      return [try reference(other, written, of: field)]
    }
    var found: [Operand] = []
    for value in try value(of: written).elements {
      found.append(try bind(value, written, of: field))
    }
    return found
  }

  /// A field of whoever asks, where the value is written as one; in quotes it is the words themselves.
  private func mine(_ written: Written, for field: QueryField) throws(QueryError) -> Operand? {
    guard written.form == .bare, written.text.hasPrefix(OperandReader.own) else { return nil }
    guard let own = schema.mine(named: written.text) else {
      // Elsewhere it may be words or a name of something else.
      guard field.step != nil else { return nil }
      throw .unknownField(
        written.text, column: written.column,
        suggestion: nearestName(to: written.text, among: schema.ownNames))
    }
    guard field.isComparable(with: own) else {
      throw .badValue(
        written.text, field: field.name, column: written.column,
        expected: Text.queryWantsKind(own: field.kind.rawValue, kind: own.kind.rawValue))
    }
    return .mine(own, of: nil)
  }

  /// How a field of whoever asks begins.
  private static let own = "\(PersonStep.Whose.me.rawValue)."

  private func reference(
    _ other: QueryField, _ written: Written, of field: QueryField,
  ) throws(QueryError) -> Operand {
    guard field.isComparable(with: other) else {
      throw .badPlaceholder(
        written.text, column: written.column,
        reason: Text.queryOtherKind(
          kind: other.kind.rawValue, field: field.name, own: field.kind.rawValue))
    }
    return .reference(other)
  }

  private func value(of written: Written) throws(QueryError) -> Value {
    guard let value = values[written.text] else {
      var names = values.keys.sorted()
      if context == .condition { names += schema.names }
      throw .unknownPlaceholder(
        written.text, column: written.column,
        suggestion: nearestName(to: written.text, among: names))
    }
    guard !value.isEmpty else {
      throw .badPlaceholder(
        written.text, column: written.column, reason: Text.queryEmptyValue)
    }
    return value
  }
}

extension OperandReader {
  /// Takes a value bound to a placeholder as one of the field's kind.
  ///
  /// It is never read as a part of the query: a text is what quotes would hold.
  func bind(
    _ value: Value, _ written: Written, of field: QueryField,
  ) throws(QueryError) -> Operand {
    switch (field.kind, value) {
    case (.boolean, .boolean), (.integer, .integer), (.number, .integer), (.number, .number),
      (.time, .time), (.ticket, .ticket):
      return .value(value)
    case (.duration, .integer(let milliseconds)) where milliseconds >= 0: return .value(value)
    case (.date, .time(let instant)): return .value(.text(zone.date(instant).description))
    case (.time, .integer(let seconds)): return try moment(seconds: Double(seconds), written, field)
    case (.time, .number(let seconds)): return try moment(seconds: seconds, written, field)
    case (.ticket, .integer(let id)) where id > 0:
      return .value(.ticket(Ticket.ID(rawValue: id)))
    case (.integer, .number(let number)):
      guard let whole = Int64(exactly: number) else { throw unfit(written, field) }
      return .value(.integer(whole))
    case (.stage, .stage(let name, _)): return .value(.text(name))
    case (.person, .person(let id)): return try person(id, written, field)
    case (_, .text(let text)):
      return try parse(Written(text: text, form: .quoted, column: written.column), of: field)
    default: throw unfit(written, field)
    }
  }

  private func person(
    _ id: Person.ID, _ written: Written, _ field: QueryField,
  ) throws(QueryError) -> Operand {
    guard let name = try people.name(id) else { throw unfit(written, field) }
    return .person(id, name: name)
  }

  private func moment(
    seconds: Double, _ written: Written, _ field: QueryField,
  ) throws(QueryError) -> Operand {
    guard let instant = Instant(givenSeconds: seconds) else { throw unfit(written, field) }
    return .value(.time(instant))
  }

  fileprivate func unfit(_ written: Written, _ field: QueryField) -> QueryError {
    .badPlaceholder(
      written.text, column: written.column,
      reason: Text.queryUnfit(field: field.name, kind: field.kind.rawValue))
  }
}
