import Kernel

extension DeskReader {
  /// What is worked out of the tickets of a query, group by group.
  ///
  /// Costs a search in the index of entries for each ticket and mark, and the entries found.
  package func measure(
    _ measurement: Measurement, access: TicketAccess, notes: Condition?,
    in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    let query = measurement.query
    let found = try connection.foundTexts(query, access: access, notes: notes, in: context)
    if case .moments(let entries, let group) = measurement.subject {
      let compiled = MeasureCompiler.moments(
        of: entries, by: group, in: measurement, access: access, notes: notes, context: context,
        found: found)
      try context.people?.check()
      return try counted(compiled, by: group, on: context.zone)
    }
    let compiled = MeasureCompiler.values(
      of: measurement, access: access, notes: notes, context: context, found: found)
    try context.people?.check()
    var tally = MeasureTally(for: measurement)
    let keys = zip(query.groups, [MeasureColumn.text, .otherText]).map { key, column in
      GroupReading(key, from: column, on: context.zone)
    }
    // Rows of one ticket come one after the other: the others are joined to it.
    var ticket: Int64?
    var (values, limit): ([Double], Double?) = ([], nil)
    var groups: [[Value]] = keys.map { _ in [] }
    func close() {
      guard !values.isEmpty else { return }
      tally.count(
        values, in: groups.first ?? [], inside: groups.count > 1 ? groups[1] : [], limit: limit)
    }
    try connection.rows(compiled.sql, compiled.values) { (row: Row<MeasureColumn>) in
      let id = row.integer(.ticket)
      if ticket != id {
        close()
        ticket = id
        values.removeAll(keepingCapacity: true)
        measurement.subject.read(&values, from: row)
        limit = row.isNull(.limit) ? nil : row.real(.limit)
        for place in groups.indices { groups[place].removeAll(keepingCapacity: true) }
      }
      guard !values.isEmpty else { return }
      for place in keys.indices {
        let group = keys[place].group(in: row)
        if !groups[place].contains(group) { groups[place].append(group) }
      }
    }
    close()
    return tally.measured
  }

  /// The same as the kernel asks: the context says for all tickets alike whether notes are searched.
  package func measure(
    _ measurement: Measurement, access: TicketAccess, in context: EvaluationContext,
  ) throws -> [MeasuredGroup] {
    try measure(measurement, access: access, notes: nil, in: context)
  }

  private func counted(
    _ compiled: CompiledQuery, by group: Measurement.EntryGroup, on zone: Zone,
  ) throws -> [MeasuredGroup] {
    var counts: [Value: Int] = [:]
    try connection.rows(compiled.sql, compiled.values) { (row: Row<MomentColumn>) in
      let value: Value =
        switch group {
        case .period(let unit):
          .text(
            unit.period(of: zone.date(Instant(milliseconds: row.integer(.at)))).description)
        case .actor:
          Actor(text: row.text(.actor)).map { actor in
            actor.person.map(Value.person) ?? .text(actor.text)
          } ?? .none
        }
      counts[value, default: 0] += Int(row.integer(.count))
    }
    let tally = counts.map { MeasuredGroup($0.key, count: $0.value) }
    return tally.sorted(byPeriods: group != .actor)
  }
}

extension Measurement.Subject {
  /// Appends the values of a row's ticket; none where nothing can be worked out of it.
  fileprivate func read(_ values: inout [Double], from row: Row<MeasureColumn>) {
    guard !row.isNull(.value) else { return }
    switch self {
    case .span:
      let length = row.real(.value)
      if length >= 0 { values.append(length) }
    case .field: values.append(row.real(.value))
    case .entries:
      values += row.text(.value).utf8.split(separator: UInt8(ascii: " ")).map { digits in
        digits.reduce(0) { $0 * 10 + Double($1 - UInt8(ascii: "0")) }
      }
    case .moments: break
    }
  }
}

/// How the group of a ticket is read from a row: what is the same for all rows is found out once.
private struct GroupReading {
  private let key: GroupKey
  private let column: MeasureColumn
  private let zone: Zone
  /// Whether it is a text that stands in the ticket's own row, and is its own group.
  private let isPlain: Bool

  init(_ key: GroupKey, from column: MeasureColumn, on zone: Zone) {
    (self.key, self.column, self.zone) = (key, column, zone)
    if case .text = FieldColumn(key.field) { isPlain = key.period == nil } else { isPlain = false }
  }

  func group(in row: Row<MeasureColumn>) -> Value {
    if isPlain { return row.isNull(column) ? .none : .text(row.text(column)) }
    let value = Reader.value(of: key.field, in: row.columns(of: ElementColumn.self, from: column))
    return key.group(of: value, on: zone)
  }
}
