import Texts

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

  private func unfit(_ written: Written, _ field: QueryField) -> QueryError {
    .badPlaceholder(
      written.text, column: written.column,
      reason: Text.queryUnfit(field: field.name, kind: field.kind.rawValue))
  }
}
