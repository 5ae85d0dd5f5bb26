import Kernel
import Texts

/// How many tickets there are by what a query groups by.
package struct GroupTable {
  private let keys: [GroupKey]
  private let groups: [GroupCount]
  private let values: ValueText
  /// Whether the query says how many groups there are to be.
  private let isLimited: Bool
  /// What the values mean, by their texts; `nil` where that is no matter.
  private let meanings: [String: String]?

  /// So many groups stand in a table that nobody limited, and so many parts of one.
  private static let mostGroups = 50
  private static let mostParts = 10

  package init(
    of query: Query, groups: [GroupCount], values: ValueText, meanings: [String: String]? = nil,
  ) {
    self.meanings = meanings
    keys = query.groups
    isLimited = query.limit != nil
    self.groups = groups
    self.values = values
  }

  /// A row for each group, and below it rows for its parts; of too many it says how many more.
  package func lines(on surface: Surface) throws -> [String] {
    var table = Table(
      keys.map { .init(surface.words(title(of: $0)), isFlexible: true) }
        + [.init(Text.columnTickets, isNumeric: true)]
        + (isExplained ? [.init(Text.columnDescription, isFlexible: true)] : []))
    func append(_ counts: [GroupCount], at depth: Int, atMost most: Int) throws {
      guard depth < keys.count else { return }
      let isByTime = keys[depth].period != nil
      let more = counts.count - most
      // Of periods it is the earliest that are left out.
      if more > 0, isByTime {
        table.append(row(surface.words(Text.pageGroupEarlier(count: more)), depth))
      }
      for count in isByTime ? counts.suffix(most) : counts.prefix(most) {
        table.append(try row(count, depth))
        try append(count.parts, at: depth + 1, atMost: GroupTable.mostParts)
      }
      if more > 0, !isByTime {
        table.append(row(surface.words(Text.pageGroupMore(count: more)), depth))
      }
    }
    try append(groups, at: 0, atMost: isLimited ? .max : GroupTable.mostGroups)
    return table.lines(on: surface)
  }

  /// What is counted by, a period with its unit.
  private func title(of key: GroupKey) -> Text {
    guard let period = key.period, values.labels != nil else {
      return Text(words: values.title(of: key.name))
    }
    let field = values.title(of: key.field.name)
    return switch period {
    case .day: Text.pageGroupDay(field: field)
    case .week: Text.pageGroupWeek(field: field)
    case .month: Text.pageGroupMonth(field: field)
    case .year: Text.pageGroupYear(field: field)
    }
  }

  /// A row of the group with its value in the column of that depth.
  private func row(_ group: GroupCount, _ depth: Int) throws -> [Table.Cell] {
    let text = try values.text(group.value, of: keys[depth].field.name)
    let meaning: Meaning =
      if group.value.isEmpty { .faint } else {
        priority(group.value, of: keys[depth])?.meaning ?? .plain
      }
    return row(
      group.value.isEmpty ? "–" : text, depth, meaning,
      count: values.times.writing.grouped(Int64(group.count)))
      + (isExplained ? [.init(explanation(of: group) ?? "")] : [])
  }

  private func row(
    _ text: String, _ depth: Int, _ meaning: Meaning = .faint, count: String = "",
  ) -> [Table.Cell] {
    keys.indices.map { $0 == depth ? .init(text, meaning) : .init("") } + [.init(count)]
  }

  /// Whether a column says what values mean.
  private var isExplained: Bool { meanings?.isEmpty == false }

  private func explanation(of group: GroupCount) -> String? {
    group.value.text.flatMap { meanings?[$0] }
  }

  /// A line for each group, or for each part of one.
  package func csv(on surface: Surface) throws -> [String] {
    var lines = [CSV.line(keys.map(\.name) + ["tickets"])]
    for group in groups {
      let cell = try cell(group.value, of: keys[0], on: surface)
      guard keys.count > 1 else {
        lines.append(CSV.line([cell, "\(group.count)"]))
        continue
      }
      for part in group.parts {
        let other = try self.cell(part.value, of: keys[1], on: surface)
        lines.append(CSV.line([cell, other, "\(part.count)"]))
      }
    }
    return lines
  }

  private func cell(_ value: Value, of key: GroupKey, on surface: Surface) throws -> String {
    let text = FormulaGuard.added(to: try values.text(value, of: key.field.name))
    return surface.isTerminal ? text.visible : text
  }

  /// `[{"field": "queue", "value": "billing", "count": 3}]`, the value of no value being null; the
  /// parts of a group stand in its `groups`.
  package func json() throws -> JSON {
    .array(try groups.map { try json($0, at: 0) })
  }

  private func json(_ group: GroupCount, at depth: Int) throws -> JSON {
    let key = keys[depth]
    let parts = depth + 1 < keys.count ? try group.parts.map { try json($0, at: depth + 1) } : nil
    return .object(
      [
        ("field", .string(key.name)), ("value", try element(group.value, of: key)),
        ("count", .integer(Int64(group.count))),
      ] + (parts.map { [("groups", .array($0))] } ?? [])
        + (explanation(of: group).map { [("description", .string($0))] } ?? []))
  }

  /// One value, also of a field that holds many.
  private func element(_ value: Value, of key: GroupKey) throws -> JSON {
    let json = try values.json(value, of: key.field.name)
    return value.isEmpty ? .null : json.array?.first ?? json
  }

  private func priority(_ value: Value, of key: GroupKey) -> Priority? {
    key.field.kind == .priority ? value.text.flatMap(Priority.init) : nil
  }
}
