import Texts

extension OperandReader {
  /// Reads a written value as one of the field's kind.
  func parse(_ written: Written, of field: QueryField) throws(QueryError) -> Operand {
    let text = written.text
    switch field.kind {
    case .text, .longText:
      return .value(.text(field.isFolded ? TextFolding.key(text) : text))
    case .tag, .attachment: return .value(.text(text.composed))
    case .choice, .queue, .stage, .category: return .value(.text(try name(written, of: field)))
    case .priority:
      let rank = Priority(rawValue: try name(written, of: field))?.rank
      return .value(.integer(rank ?? 0))
    case .integer: return .value(.integer(try integer(written, of: field)))
    case .number: return .value(try number(written, of: field))
    case .boolean: return .value(.boolean(try boolean(written, of: field)))
    case .time, .date: return try moment(written, of: field)
    case .duration: return .value(.integer(try duration(written, of: field)))
    case .person: return try person(written)
    case .ticket:
      let digits = text.hasPrefix("#") ? String(text.dropFirst()) : text
      guard let id = Int64(digits), id > 0 else {
        throw bad(written, field, Text.queryWantsTicket)
      }
      return .value(.ticket(Ticket.ID(rawValue: id)))
    }
  }

  /// So many names are told to somebody who gave another.
  private static let shortList = 10

  /// A name of those that the field is known to take; any name where none are known.
  private func name(_ written: Written, of field: QueryField) throws(QueryError) -> String {
    guard let known = schema.knownValues(of: field) else { return written.text.composed }
    if let name = known.first(where: { $0 == written.text }) { return name }
    var names: [String] = []
    if schema.takesPeople(field) {
      if try people.id(written.text) != nil { return written.text.composed }
      names = try people.names(written.text)
    }
    throw .unknownName(
      written.text, field: field.name, column: written.column,
      suggestion: nearestName(to: written.text, among: names + known),
      known: names.isEmpty && known.count <= OperandReader.shortList ? known : [])
  }

  private func person(_ written: Written) throws(QueryError) -> Operand {
    if written.text == "me", written.form == .bare { return .me }
    guard let id = try people.id(written.text) else {
      throw .unknownPerson(
        written.text, column: written.column,
        suggestion: nearestName(to: written.text, among: try people.names(written.text)))
    }
    return .person(id, name: written.text)
  }

  private func integer(_ written: Written, of field: QueryField) throws(QueryError) -> Int64 {
    guard let value = TypedNumber(written.text, in: language).integer() else {
      throw bad(written, field, Text.queryWantsInteger)
    }
    return value
  }

  private func number(_ written: Written, of field: QueryField) throws(QueryError) -> Value {
    if let value = Int64(written.text) { return .integer(value) }
    let isDecimal = written.text.utf8.allSatisfy { Self.numberBytes.contains($0) }
    // A comma outside of quotes is between two values.
    let isQuoted = written.form == .quoted
    guard isDecimal || isQuoted,
      let value = try? TypedNumber(written.text, in: isQuoted ? language : nil).number()
    else { throw bad(written, field, Text.queryWantsNumber) }
    return .number(value)
  }

  private func boolean(_ written: Written, of field: QueryField) throws(QueryError) -> Bool {
    guard let truth = TypedAnswer.isYes(written.text, in: language) else {
      throw bad(written, field, Text.queryWantsBoolean)
    }
    return truth
  }

  private func duration(_ written: Written, of field: QueryField) throws(QueryError) -> Int64 {
    do throws(TimeError) {
      return try TimeSpan.duration(written.text, in: language)
    } catch {
      throw bad(written, field, Text.queryWantsDuration)
    }
  }

  private func moment(_ written: Written, of field: QueryField) throws(QueryError) -> Operand {
    do throws(TimeError) {
      if let period = try CalendarPeriod(parsing: written.text) { return .period(period) }
      switch try Moment(parsing: written.text, zone: zone, language: language) {
      case .relative(let span): return .relative(span)
      case .named(let phrase):
        if let today { try phrase.check(in: written.text, seenFrom: today) }
        if phrase.clock == nil || field.kind == .time { return .named(phrase) }
      case .day(let date):
        return field.kind == .date ? .value(.text(date.description)) : .day(date)
      case .exact(let instant):
        if field.kind == .time { return .value(.time(instant)) }
      }
    } catch {
      if case .needsSign(let text) = error { throw .needsSign(text, column: written.column) }
      throw .badTime(error, column: written.column)
    }
    throw bad(written, field, Text.queryWantsDay)
  }

  private func bad(_ written: Written, _ field: QueryField, _ expected: Text) -> QueryError {
    .badValue(written.text, field: field.name, column: written.column, expected: expected)
  }

  private static let numberBytes = Set("0123456789.eE+-".utf8)
}
