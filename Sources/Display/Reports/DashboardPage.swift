import Desk
import Kernel
import Texts

/// The state of a desk on one screen.
package struct DashboardPage {
  private let board: Dashboard
  private let desk: String
  private let values: ValueText

  /// So many rows each table has where there is room for all of them.
  package static let rows = 8

  package init(_ board: Dashboard, desk: String, values: ValueText) {
    self.board = board
    self.desk = desk
    self.values = values
  }

  /// The lines; `height` is how many there may be, of which each table gives up some.
  package func lines(on surface: Surface, height: Int? = nil) throws -> [String] {
    var rows = DashboardPage.rows
    var lines = try lines(on: surface, rows: rows)
    while let height, lines.count > height, rows > 1 {
      rows -= 1
      lines = try self.lines(on: surface, rows: rows)
    }
    return height.map { Array(lines.prefix($0)) } ?? lines
  }

  private func lines(on surface: Surface, rows: Int) throws -> [String] {
    var blocks = [[heading(on: surface)] + summary(on: surface)]
    blocks.append(queues(rows).lines(on: surface))
    blocks.append(try groups(board.stages, of: .stage, rows).lines(on: surface))
    blocks.append(try groups(board.people, of: .assignee, rows).lines(on: surface))
    blocks.append(views(rows).lines(on: surface))
    blocks.append(
      try tickets(board.overdue.prefix(rows), Text.dashboardOverdue, .due).lines(on: surface))
    blocks.append(
      try tickets(board.oldest.prefix(rows), Text.dashboardOldest, .updated).lines(on: surface))
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func heading(on surface: Surface) -> String {
    line(
      [(surface.shown(desk), .heading), (values.times.clock(board.made), .plain)], by: "  ",
      on: surface)
  }

  private func summary(on surface: Surface) -> [String] {
    var parts: [(text: String, meaning: Meaning)] = Dashboard.live.compactMap { category in
      guard let count = board.counts[category],
        let words = DashboardPage.words(for: count, in: category)
      else { return nil }
      return (surface.words(words), category.meaning)
    }
    if let count = board.overdueCount, count > 0 {
      parts.append((surface.words(Text.dashboardLate(count: count)), .danger))
    }
    let today = [
      board.came.map { Text.dashboardCame(count: $0) },
      board.closed.map { Text.dashboardClosed(count: $0) },
    ].compactMap(\.self)
    if !today.isEmpty {
      let words = Text.dashboardToday(what: Text(joining: today, by: ", "))
      parts.append((surface.words(words), .plain))
    }
    return parts.isEmpty ? [] : [line(parts, by: "   ", on: surface)]
  }

  /// So many tickets that are to be worked on, as a sentence counts them.
  private static func words(for count: Int, in category: Kernel.Category) -> Text? {
    switch category {
    case .open: .dashboardOpen(count: count)
    case .waiting: .dashboardWaiting(count: count)
    case .postponed: .dashboardPostponed(count: count)
    case .closed, .discarded: nil
    }
  }

  /// The parts on one line of the terminal, in their colours if there is room for all of them.
  private func line(
    _ parts: [(text: String, meaning: Meaning)], by separator: String, on surface: Surface,
  ) -> String {
    let plain = parts.map(\.text).joined(separator: separator)
    guard let columns = surface.columns, plain.displayWidth > columns else {
      return parts.map { surface.styled($0.text, $0.meaning) }.joined(separator: separator)
    }
    return plain.truncated(toColumns: columns)
  }

  private func queues(_ rows: Int) -> Table {
    var table = Table(
      [.init(values.title(of: TicketField.queue.rawValue), isFlexible: true)]
        + Dashboard.live.map { category in
          .init(
            values.shown(name: category.rawValue, of: TicketField.category.rawValue),
            isNumeric: true)
        })
    let (shown, rest) = split(board.queues ?? [], rows)
    for queue in shown {
      let name = queue.name.text.map {
        values.shown(name: $0, of: TicketField.queue.rawValue)
      }
      table.append(
        [.init(name ?? "–")] + Dashboard.live.map { .init(count(queue.counts[$0] ?? 0)) })
    }
    if !rest.isEmpty {
      table.append(
        [.init("…")]
          + Dashboard.live.map { category in
            .init(count(rest.reduce(0) { $0 + ($1.counts[category] ?? 0) }))
          })
    }
    return table
  }

  private func groups(_ groups: [GroupCount]?, of field: TicketField, _ rows: Int) throws -> Table {
    var table = Table([
      .init(values.title(of: field.rawValue), isFlexible: true),
      .init(Text.columnTickets, isNumeric: true),
    ])
    let (shown, rest) = split(groups ?? [], rows)
    for group in shown {
      let name = try values.text(group.value, of: field.rawValue)
      table.append([.init(name.isEmpty ? "–" : name), .init(count(group.count))])
    }
    if !rest.isEmpty { table.append([.init("…"), .init(count(rest.reduce(0) { $0 + $1.count }))]) }
    return table
  }

  private func count(_ count: Int) -> String { values.times.writing.grouped(Int64(count)) }

  private func views(_ rows: Int) -> Table {
    var table = Table([
      .init(Text.columnView, isFlexible: true), .init(Text.columnTickets, isNumeric: true),
    ])
    // Their tickets are not summed up: many are in several views.
    for view in board.views.prefix(rows) {
      table.append([.init(view.label ?? view.name), .init(count(view.count))])
    }
    if board.views.count > rows { table.append([.init("…"), .init("")]) }
    return table
  }

  /// What has a row of its own, and what is summed up in one: never a single one.
  private func split<Element>(
    _ all: [Element], _ rows: Int,
  ) -> (shown: ArraySlice<Element>, rest: ArraySlice<Element>) {
    let count = all.count <= rows + 1 ? all.count : rows
    return (all[..<count], all[count...])
  }

  private func tickets(
    _ tickets: ArraySlice<Ticket>, _ title: Text, _ field: TicketField,
  ) throws -> Table {
    var table = Table([
      .init(Text.columnId, isNumeric: true), .init(title),
      .init(values.title(of: TicketField.assignee.rawValue), isFlexible: true),
      .init(values.title(of: TicketField.subject.rawValue), isFlexible: true),
    ])
    for ticket in tickets {
      let time: String =
        if case .time(let instant) = ticket.value(of: field) { values.times.age(instant) } else {
          ""
        }
      let meaning: Meaning = field == .due ? .danger : .plain
      table.append([
        .init("\(ticket.id.rawValue)"), .init(time, meaning),
        .init(try values.text(ticket.value(of: .assignee))), .init(ticket.subject),
      ])
    }
    return table
  }

  /// The same as one document; what the person may not see is null.
  package func json() throws -> JSON {
    func number(_ count: Int?) -> JSON { count.map { .integer(Int64($0)) } ?? .null }
    func groups(_ groups: [GroupCount]?, _ field: TicketField) throws -> JSON {
      guard let groups else { return .null }
      return .array(
        try groups.map { group in
          .object([
            (field.rawValue, try values.json(group.value, of: field.rawValue)),
            ("count", number(group.count)),
          ])
        })
    }
    func tickets(_ tickets: [Ticket]) throws -> JSON {
      .array(
        try tickets.map {
          try values.json($0, only: ["subject", "queue", "assignee", "due", "updated", "priority"])
        })
    }
    let queues = try board.queues.map { queues in
      JSON.array(
        try queues.map { queue in
          .object(
            [("queue", try values.json(queue.name, of: TicketField.queue.rawValue))]
              + Dashboard.live.map { ($0.rawValue, number(queue.counts[$0] ?? 0)) })
        })
    }
    let views = board.views.map { view in
      JSON.object([("name", .string(view.name)), ("count", number(view.count))])
    }
    return .object(
      [("at", .string(board.made.iso))]
        + Dashboard.live.map { ($0.rawValue, number(board.counts[$0])) } + [
          ("overdue", number(board.overdueCount)), ("created_today", number(board.came)),
          ("closed_today", number(board.closed)), ("queues", queues ?? .null),
          ("stages", try groups(board.stages, .stage)),
          ("people", try groups(board.people, .assignee)),
          ("views", .array(views)),
          ("most_overdue", try tickets(board.overdue)), ("oldest", try tickets(board.oldest)),
        ])
  }
}
