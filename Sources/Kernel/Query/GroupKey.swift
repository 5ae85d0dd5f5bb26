import Texts

/// What tickets are counted by: the values of a field, or the days, weeks, months or years of one
/// that holds times.
package struct GroupKey: Hashable, Sendable {
  package let field: QueryField
  /// `nil` for each value by itself.
  package let period: CalendarUnit?

  package init(_ field: QueryField, by period: CalendarUnit? = nil) {
    self.field = field
    self.period = period
  }

  /// As it is written: `queue`, `created.week`.
  package var name: String {
    field.name + (period.map { ".\($0.rawValue)" } ?? "")
  }

  /// Whether the field's values are in days, weeks, months and years.
  package static func hasPeriods(_ field: QueryField) -> Bool {
    field.kind == .time || field.kind == .date
  }

  /// The group that a value of the field is in, on that clock.
  ///
  /// A period is its text in a query, so that the tickets of a group can be asked for with it.
  package func group(of value: Value, on zone: Zone) -> Value {
    guard let period else { return value.counted }
    switch value {
    case .time(let instant): return .text(period.period(of: zone.date(instant)).description)
    case .text(let text):
      // What is no day any more is a group of its own.
      guard case .day(let date)? = try? ISOTime(parsing: text, zone: .utc) else { return value }
      return .text(period.period(of: date).description)
    default: return value
    }
  }

  /// The groups that a ticket is in, each once; `none` where it has no value.
  package func groups(of ticket: Ticket, in context: EvaluationContext) -> Set<Value> {
    let value =
      field.step.map { context.value(of: $0, on: ticket) } ?? ticket.value(of: field.name)
    let groups = Set(value.elements.map { group(of: $0, on: context.zone) })
    return groups.isEmpty ? [.none] : groups
  }
}

extension QuerySchema {
  /// The name of a field and the period that stands after it, as in `created.week`.
  ///
  /// A field whose own name ends so is that field.
  package func groupParts(of name: String) -> (field: String, period: CalendarUnit?) {
    guard field(named: name) == nil, let dot = name.lastIndex(of: "."),
      let period = CalendarUnit(rawValue: String(name[name.index(after: dot)...]))
    else { return (name, nil) }
    return (String(name[..<dot]), period)
  }

  /// What to count by, as somebody names it.
  ///
  /// Who may not name a field gets the error of an unknown one. All errors are at column 1.
  package func groupKey(named name: String) throws(QueryError) -> GroupKey {
    let (part, period) = groupParts(of: name)
    if period == nil, let problem = wrongPeriod(in: name) { throw .syntax(problem, column: 1) }
    guard let field = field(named: part) else {
      if isComputed(part) { throw .computedField(part, column: 1) }
      throw .noSuchField(
        part, of: .group, column: 1, suggestion: nearestName(to: part, among: names), known: names)
    }
    guard period == nil || GroupKey.hasPeriods(field) else {
      throw .syntax(Text.queryNoPeriods(field: field.name), column: 1)
    }
    return GroupKey(field, by: period)
  }

  /// What is wrong with what stands after a field that there is, as the fortnight of
  /// `created.fortnight`; `nil` where nothing does.
  func wrongPeriod(in name: String) -> Text? {
    guard field(named: name) == nil, !isComputed(name), let dot = name.lastIndex(of: "."),
      let field = field(named: String(name[..<dot]))
    else { return nil }
    let word = String(name[name.index(after: dot)...])
    guard GroupKey.hasPeriods(field) else {
      // Of people there are fields one step away.
      let hasSteps = names.contains { $0.hasPrefix(field.name + ".") }
      return hasSteps ? nil : Text.queryNoPeriods(field: field.name)
    }
    let units = CalendarUnit.allCases.map(\.rawValue)
    return Text.queryUnknownPeriod(
      field: field.name, word: word, known: units.joined(separator: ", "),
      hint: Text.nearest(nearestName(to: word, among: units)))
  }
}

extension Value {
  /// The value as it is counted: a stage or a file by its name, a number that is whole as a whole one.
  package var counted: Value {
    switch self {
    case .stage(let name, _): .text(name)
    case .attachment(let attachment): .text(attachment.name)
    case .number(let number): Int64(exactly: number).map(Value.integer) ?? self
    default: self
    }
  }
}
