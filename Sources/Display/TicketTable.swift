import Desk
import Kernel
import Texts

/// Tickets as a table or as CSV, with the columns that were asked for.
package struct TicketTable {
  package let columns: [FieldDefinition]
  package let values: ValueText

  package init(columns: [FieldDefinition], values: ValueText) {
    self.columns = columns
    self.values = values
  }

  /// The lines of a table; times are ages on a terminal.
  ///
  /// There, columns that nobody asked for give their room to others where they are empty; in a pipe
  /// the columns are always the same.
  package func lines(
    of tickets: [Ticket], on surface: Surface, leavingOutEmpty: Bool = false,
  ) throws -> [String] {
    let filled = columns.filter { column in tickets.contains { !$0.value(of: column.name).isEmpty }
    }
    guard leavingOutEmpty, surface.isTerminal, filled.count < columns.count else {
      return try lines(of: tickets, on: surface, isStandard: leavingOutEmpty)
    }
    return try TicketTable(columns: filled, values: values)
      .lines(of: tickets, on: surface, isStandard: true)
  }

  private func lines(
    of tickets: [Ticket], on surface: Surface, isStandard: Bool,
  ) throws -> [String] {
    var table = Table(columns.map(tableColumn))
    table.leavingOrder = leavingOrder(isStandard: isStandard)
    for ticket in tickets {
      table.append(try columns.map { try cell(of: ticket, $0, on: surface) })
    }
    return table.lines(on: surface)
  }

  /// The lines of a CSV file; only on a terminal are controls in it escaped.
  package func csv(of tickets: [Ticket], on surface: Surface) throws -> [String] {
    let head = CSV.line(columns.map(\.name))
    return try [head]
      + tickets.map { ticket in
        try csvLine(of: ticket) { text, column in
          let cell = TicketTable.isWritten(column) ? FormulaGuard.added(to: text) : text
          return surface.isTerminal ? cell.visible : cell
        }
      }
  }

  /// One line of a CSV file; `mend` sees each cell's text and column.
  package func csvLine(
    of ticket: Ticket, _ mend: (String, FieldDefinition) -> String,
  ) throws -> String {
    CSV.line(
      try columns.map { column in
        mend(try exact(ticket.value(of: column.name), of: column.name), column)
      })
  }

  /// Of columns that were asked for, the last ones are left out first; the first one and the subject
  /// always stand.
  private func leavingOrder(isStandard: Bool) -> [Int] {
    let names = columns.map(\.name)
    if isStandard {
      return TicketTable.leastNeeded.compactMap { names.firstIndex(of: $0.rawValue) }
    }
    return columns.indices.dropFirst().reversed()
      .filter { names[$0] != TicketField.subject.rawValue }
  }

  private func cell(of ticket: Ticket, _ column: FieldDefinition, on surface: Surface) throws
    -> Table.Cell
  {
    let value = ticket.value(of: column.name)
    if case .time(let moment) = value {
      let text = surface.isTerminal ? values.times.age(moment) : values.times.clock(moment)
      return .init(text, isLate(ticket, column.name) ? .danger : .faint)
    }
    let text = try values.on(type: ticket.type).text(value, of: column.name)
    switch column.name {
    case TicketField.priority.rawValue: return .init(text, ticket.priority.meaning)
    case TicketField.stage.rawValue: return .init(text, ticket.category.meaning)
    default: return .init(text)
    }
  }

  /// Whether the field is the due time of a ticket that somebody still has to see to.
  private func isLate(_ ticket: Ticket, _ field: String) -> Bool {
    guard field == TicketField.due.rawValue, let due = ticket.due else { return false }
    return due < values.times.now && ![.closed, .discarded].contains(ticket.category)
  }

  /// Whether its values are words of people, who may write what they like.
  private static func isWritten(_ column: FieldDefinition) -> Bool {
    switch column.kind {
    case .text, .longText, .tag, .choice, .queue, .person: true
    default: column.isMany
    }
  }

  /// Times in ISO 8601, the rest as people read it.
  private func exact(_ value: Value, of field: String) throws -> String {
    if case .time(let moment) = value { return moment.iso }
    return try values.unlabelled.text(value, of: field)
  }

  private func tableColumn(_ field: FieldDefinition) -> Table.Column {
    var column = Table.Column(
      values.title(of: field.name), isNumeric: field.kind == .integer || field.name == "id",
      isFlexible: TicketTable.isFlexible(field))
    if field.name == TicketField.subject.rawValue { column.comfort = 24 }
    column.isWhole = TicketTable.isWhole(field)
    return column
  }

  private static func isWhole(_ column: FieldDefinition) -> Bool {
    switch column.kind {
    case .time, .date, .integer, .number, .duration, .ticket: !column.isMany
    case .text, .longText, .choice, .boolean, .person, .tag, .queue, .stage, .category, .priority,
      .attachment:
      false
    }
  }

  private static func isFlexible(_ column: FieldDefinition) -> Bool {
    switch column.kind {
    case .text, .longText, .tag, .person: true
    default: column.isMany
    }
  }
}

extension TicketTable {
  private static let standard: [TicketField] = [
    .id, .priority, .stage, .subject, .requester, .assignee, .queue, .due, .updated,
  ]

  /// The first is left out first where there is no room for all.
  private static let leastNeeded: [TicketField] = [
    .updated, .queue, .requester, .due, .assignee, .priority, .stage,
  ]

  /// The columns of that list of names, for who asks; a field hidden from them is an unknown one.
  ///
  /// Where no names are given, those columns that a list has by itself and who asks may see.
  package static func columns(_ names: String?, in session: DeskSession) throws -> [FieldDefinition]
  {
    guard let names else {
      // Customers see their own tickets, mostly, and know who asked.
      let isStaff = session.rulebook.isStaff(session.person)
      return standard.filter { $0 != .requester || isStaff }
        .filter { $0 == .id || session.viewer.mayName($0.rawValue) }
        .compactMap { session.rulebook.field($0.rawValue) }
    }
    let asked = names.split(separator: ",").map { $0.filter { $0 != " " } }
    guard !asked.isEmpty else {
      throw Failure(.usage, Text.usageColumns)
    }
    return try asked.map { name in
      let field = session.rulebook.shownField(name)
      guard let field, session.viewer.mayName(name) else {
        let known =
          TicketField.allCases.map(\.rawValue) + session.rulebook.fields.keys.sorted()
          + session.viewer.steps
        let nearest = session.rulebook.nearest(
          to: name, among: known.filter(session.viewer.mayName), as: .field)
        throw Failure(
          .usage, Text.usageNoColumn(field: name, hint: Text.nearest(nearest)))
      }
      return field
    }
  }
}

/// Comma-separated values, by RFC 4180.
package enum CSV {
  /// One row; cells with commas, quotes or line ends stand in quotes.
  package static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",")
  }

  private static func cell(_ text: String) -> String {
    let isSpecial = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard isSpecial else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
