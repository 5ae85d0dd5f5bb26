import Desk
import Kernel
import Texts

/// A board for people: columns side by side on a terminal, one below the other elsewhere.
package struct BoardPage {
  /// A column with the cards that are shown of it.
  package struct Column {
    package let column: Board.Column
    package let cards: [Ticket]

    package init(_ column: Board.Column, cards: [Ticket]) {
      (self.column, self.cards) = (column, cards)
    }
  }

  private let board: Board
  private let columns: [Column]
  /// What the board is of: a view's name, a query's words.
  private let title: String
  private let values: ValueText
  /// How many columns of the board stand before those that are shown.
  package var before = 0
  /// The card that is chosen, by its column and place among those that are shown; an empty column is
  /// chosen without one.
  package var chosen: (column: Int, card: Int)?

  package init(_ board: Board, _ columns: [Column], title: String, values: ValueText) {
    self.board = board
    self.columns = columns
    self.title = title
    self.values = values
  }

  /// Whether no ticket stands on it.
  package var isEmpty: Bool { board.columns.allSatisfy { $0.count == 0 } }

  /// The lines on a terminal; `layout` says how much there is room for.
  package func lines(on surface: Surface, _ layout: BoardLayout) throws -> [String] {
    var lines = [heading(on: surface)]
    guard !columns.isEmpty else { return lines }
    lines.append(
      row(
        try columns.map { column in
          let name = Part(try name(of: column.column), meaning(of: column.column))
          return cell(
            name, Part(surface.count(column.column.count), .faint), keeping: .right, layout)
        }, layout, on: surface))
    lines.append(
      row(
        columns.indices.map { index in
          let line = index == chosen?.column ? "━" : "─"
          return [Part(" "), Part(String(repeating: line, count: layout.width - 1), .faint)]
        }, layout, on: surface))
    let stacks = try columns.indices.map { try stack(at: $0, layout) }
    for place in 0..<(stacks.map(\.count).max() ?? 0) {
      lines.append(
        row(stacks.map { place < $0.count ? $0[place] : [] }, layout, on: surface))
    }
    return lines
  }

  /// A piece of a line, with its controls escaped.
  private struct Part {
    var text: String
    var meaning = Meaning.plain

    init(_ text: String, _ meaning: Meaning = .plain) {
      (self.text, self.meaning) = (text, meaning)
    }

    func cut(to columns: Int) -> Part { Part(text.truncated(toColumns: columns), meaning) }
  }

  private enum Side { case left, right }

  private func heading(on surface: Surface) -> String {
    var parts = [Part(title.visible, .heading)]
    if !board.field.isMany {
      let count = board.columns.reduce(board.rest.count) { $0 + $1.count }
      parts.append(Part(surface.rendered(Text.boardTickets(count: count)), .plain))
    }
    let after = board.columns.count - before - columns.count
    if before > 0 { parts.append(Part("‹ \(before)", .faint)) }
    if after > 0 { parts.append(Part("\(after) ›", .faint)) }
    if let rest = rest(on: surface) { parts.append(Part(rest, .faint)) }
    parts.append(Part(values.times.clock(board.made), .faint))
    var left = surface.columns ?? .max
    var line = ""
    for (index, part) in parts.enumerated() where left > 0 {
      if index > 0 { line += "  " }
      let shown = part.cut(to: left)
      line += surface.styled(surface.isolated(shown.text), shown.meaning)
      left -= shown.text.displayWidth + 2
    }
    return line
  }

  private func rest(on surface: Surface) -> String? {
    guard board.rest.columns > 0 else { return nil }
    return surface.rendered(
      Text.boardRest(columns: board.rest.columns, count: board.rest.count))
  }

  private func name(of column: Board.Column) throws -> String {
    column.value.isEmpty ? "–" : try values.text(column.value, of: board.field.name).visible
  }

  private func meaning(of column: Board.Column) -> Meaning {
    let own =
      column.category?.meaning
      ?? (board.field.kind == .priority
        ? column.value.text.flatMap(Priority.init)?.meaning : nil)
    return own.flatMap { $0 == .plain ? nil : $0 } ?? .heading
  }

  /// The lines of a column below its name.
  private func stack(at index: Int, _ layout: BoardLayout) throws -> [[Part]] {
    let column = columns[index]
    var lines = try column.cards.enumerated().flatMap { place, ticket in
      let isChosen = chosen.map { $0.column == index && $0.card == place } ?? false
      return try card(of: ticket, isChosen: isChosen, layout)
    }
    let more = column.column.count - column.cards.count
    if more > 0 {
      let words = Text.boardMore(count: more).rendered(in: values.times.language)
      lines.append([Part(" "), Part(words, .faint).cut(to: layout.width - 1)])
    }
    return lines
  }

  private func card(of ticket: Ticket, isChosen: Bool, _ layout: BoardLayout) throws -> [[Part]] {
    let priority =
      ticket.priority == .normal || ticket.hidden.contains(.priority)
      ? ""
      : values.shown(name: ticket.priority.rawValue, of: TicketField.priority.rawValue).visible
    let isLate =
      ticket.due.map { $0 < board.made } == true
      && (ticket.category == .open || ticket.category == .waiting)
    let age = ticket.hidden.contains(.created) ? "" : values.times.distance(to: ticket.created)
    let number = Part("#\(ticket.id.rawValue)", .faint)
    let subject = Part(ticket.subject.visible, isChosen ? .heading : .plain)
    let assignee = try values.text(ticket.value(of: .assignee)).visible
    return [
      cell(number, Part(priority, ticket.priority.meaning), keeping: .left, layout, isChosen),
      cell(subject, Part(""), keeping: .right, layout, isChosen),
      cell(
        Part(assignee.isEmpty ? "–" : assignee, .faint), Part(age, isLate ? .danger : .faint),
        keeping: .right, layout, isChosen),
    ]
  }

  /// A part at the left and one at the right; the one that is not kept gives way.
  private func cell(
    _ left: Part, _ right: Part, keeping side: Side, _ layout: BoardLayout,
    _ isChosen: Bool = false,
  ) -> [Part] {
    let room = layout.width - 1
    let mark = Part(isChosen ? "▌" : " ")
    guard !right.text.isEmpty else { return [mark, left.cut(to: room)] }
    let kept = side == .left ? left.cut(to: room) : right.cut(to: room)
    let rest = room - kept.text.displayWidth - 1
    // One letter and the sign that there are more say nothing.
    let other = rest < 3 ? Part("") : (side == .left ? right : left).cut(to: rest)
    let (first, second) = side == .left ? (kept, other) : (other, kept)
    let space = max(0, room - first.text.displayWidth - second.text.displayWidth)
    return [mark, first, Part(String(repeating: " ", count: space)), second]
  }

  /// The cells side by side, each as wide as a column.
  private func row(_ cells: [[Part]], _ layout: BoardLayout, on surface: Surface) -> String {
    var line = ""
    var space = 0
    for cell in cells {
      let width = cell.reduce(0) { $0 + $1.text.displayWidth }
      if width > 0 { line += String(repeating: " ", count: space) }
      for part in cell { line += surface.styled(surface.isolated(part.text), part.meaning) }
      space = (width > 0 ? 0 : space) + max(0, layout.width - width) + BoardLayout.gap
    }
    return line
  }
}

extension BoardPage {
  /// The columns one below the other, each ticket in a line of its own: for pipes and files.
  package func plainLines(on surface: Surface) throws -> [String] {
    var blocks: [[String]] = []
    for column in columns {
      let name = surface.shown(try name(of: column.column))
      let count = surface.words(Text.boardTickets(count: column.column.count))
      var lines = ["\(surface.styled(name, meaning(of: column.column)))  \(count)"]
      lines += try table(of: column.cards).lines(on: surface, margin: 2)
      let more = column.column.count - column.cards.count
      if more > 0 { lines.append("  " + surface.words(Text.boardMore(count: more))) }
      blocks.append(lines)
    }
    if let rest = rest(on: surface) { blocks.append([rest.visible]) }
    return Array(blocks.joined(separator: [""]))
  }

  private static let fields: [TicketField] = [.id, .priority, .assignee, .created, .subject]

  private func table(of tickets: [Ticket]) throws -> Table {
    var table = Table(
      BoardPage.fields.map { field in
        .init(
          values.title(of: field.rawValue), isNumeric: field == .id,
          isFlexible: field == .subject || field == .assignee)
      })
    for ticket in tickets {
      table.append(
        try BoardPage.fields.map { field in
          let text = try values.text(ticket.value(of: field), of: field.rawValue)
          return .init(text, field == .priority ? ticket.priority.meaning : .plain)
        })
    }
    return table
  }

  /// The same as one document.
  package func json() throws -> JSON {
    let members = Set(
      [TicketField.subject, .assignee, .priority, .queue, .stage, .due, .created].map(\.rawValue))
    return .object([
      ("at", .string(board.made.iso)), ("by", .string(board.field.name)),
      ("query", .string(board.query.description)),
      (
        "columns",
        .array(
          try columns.map { column in
            .object([
              ("value", try element(column.column.value)),
              ("category", column.column.category.map { .string($0.rawValue) } ?? .null),
              ("count", .integer(Int64(column.column.count))),
              ("tickets", .array(try column.cards.map { try values.json($0, only: members) })),
            ])
          })
      ),
      ("columns_left", .integer(Int64(board.rest.columns))),
    ])
  }

  /// One value, also of a field that holds many.
  private func element(_ value: Value) throws -> JSON {
    let json = try values.json(value, of: board.field.name)
    return value.isEmpty ? .null : json.array?.first ?? json
  }
}
