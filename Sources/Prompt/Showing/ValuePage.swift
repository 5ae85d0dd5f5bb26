import Desk
import Display
import Kernel
import Texts

/// Values for people: tickets as pages and tables, groups as bars, tables as Lua writes them.
struct ValuePage {
  let session: DeskSession
  /// As of when tickets are shown; `nil` for now.
  let moment: Instant?
  let surface: Surface

  private static let indent = 2
  /// How wide a table may be in one line where there is no terminal.
  private static let width = 100

  /// The lines of a value that stands by itself.
  func lines(of value: PromptValue) throws -> [String] {
    switch value {
    case .record("ticket", let members):
      try page(ofTicket: members) ?? card("ticket", members)
    case .record("plan", let members): preview(ofPlan: members)
    case .record(let kind, let members): card(kind, members)
    case .rows(let rows, let total): try lines(of: rows, total: total)
    case .table(let table)
    where !table.items.isEmpty && table.pairs.isEmpty && areRecords(table.items):
      try lines(of: table.items, total: table.items.count + table.more)
    case .groups(let groups): bars(of: groups)
    case .series(let numbers): [Bars.line(of: numbers)]
    case .grid(let grid): lines(of: grid)
    case .text(let text) where text.contains("\n"): text.visibleLines.map(surface.isolated)
    default: pretty(value, depth: 0)
    }
  }

  private func areRecords(_ values: [PromptValue]) -> Bool {
    values.allSatisfy { if case .record = $0 { true } else { false } }
  }
}

extension ValuePage {
  /// The ticket's own page, as it is or was at the moment; `nil` where there is none for this person.
  private func page(ofTicket members: [(name: String, value: PromptValue)]) throws -> [String]? {
    guard case .integer(let number) = members.first(where: { $0.name == "id" })?.value,
      let found = try ticket(Ticket.ID(rawValue: number))
    else { return nil }
    let entries = try session.history(found.id, until: moment) ?? []
    return try session.page(of: found, entries, at: moment, on: surface).lines()
  }

  /// The ticket as it is shown; of the past only where the person may see that.
  private func ticket(_ id: Ticket.ID) throws -> Ticket? {
    guard let moment else { return try session.ticket(id) }
    guard let present = try session.ticket(id), session.maySeeHistory(of: present) else {
      return nil
    }
    return try session.ticket(id, at: moment)
  }

  private func lines(of rows: [PromptValue], total: Int?) throws -> [String] {
    guard !rows.isEmpty else { return [surface.styled(surface.words(Text.promptNoRows), .faint)] }
    var lines = try table(of: rows)
    if total.map({ $0 > rows.count }) ?? true {
      let words = total.map { Text.promptSomeRows(shown: rows.count, count: $0) } ?? Text.promptCut
      lines.append(surface.styled(surface.words(words), .faint))
    }
    return lines
  }

  private func table(of rows: [PromptValue]) throws -> [String] {
    let kinds = Set(rows.map { if case .record(let kind, _) = $0 { kind } else { "" } })
    if let tickets = try tickets(in: rows) {
      let table = TicketTable(
        columns: try TicketTable.columns(nil, in: session), values: session.values)
      return try table.lines(of: tickets, on: surface, leavingOutEmpty: true)
    }
    if kinds == ["entry"] { return try timeline(rows) ?? entries(rows) }
    return rows.flatMap { pretty($0, depth: 0) }
  }

  /// The tickets that rows are, as they are now; `nil` if anything else is among them.
  func tickets(in rows: [PromptValue]) throws -> [Ticket]? {
    let numbers = rows.compactMap { row in
      if case .record("ticket", _) = row { ticketNumber(of: row) } else { nil }
    }
    guard !rows.isEmpty, numbers.count == rows.count else { return nil }
    return try numbers.compactMap { try ticket(Ticket.ID(rawValue: $0)) }
  }

  /// The number by which a ticket is known.
  private func ticketNumber(of value: PromptValue) -> Int64? {
    guard case .record(_, let members) = value,
      case .integer(let number) = members.first(where: { $0.name == "id" })?.value
    else { return nil }
    return number
  }

  /// Entries of several tickets as a table.
  private func entries(_ rows: [PromptValue]) -> [String] {
    var table = Table([
      .init("seq", isNumeric: true), .init(Text.columnTicket, isNumeric: true),
      .init(Text.columnWhen), .init(Text.columnBy), .init(Text.columnAction),
      .init(Text.columnWhat, isFlexible: true),
    ])
    for row in rows {
      guard case .record(_, let members) = row else { continue }
      let names = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
      table.append(
        ["seq", "ticket", "at", "actor", "action"].map { name in
          Table.Cell(text(of: names[name] ?? .null, called: name, of: "entry"))
        } + [Table.Cell(what(names))])
    }
    return table.lines(on: surface)
  }

  /// What an entry says: its edits, then the beginning of its words.
  func what(_ members: [String: PromptValue]) -> String {
    var parts: [String] = []
    if case .table(let edits) = members["edits"] {
      parts = edits.items.compactMap { edit in
        guard case .record(_, let members) = edit else { return nil }
        let names = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
        let field = text(of: names["field"] ?? .null)
        let change = [names["from"], names["to"]].map {
          let words = $0.map { text(of: $0, called: field, of: "ticket") } ?? ""
          return words.isEmpty ? "–" : words
        }
        return "\(field): \(change[0]) → \(change[1])"
      }
    }
    if case .text(let words) = members["text"] { parts.append(words) }
    return parts.joined(separator: ", ")
  }

  /// A value of the kernel by its members.
  private func card(_ kind: String, _ members: [(name: String, value: PromptValue)]) -> [String] {
    let width = members.map(\.name.displayWidth).max() ?? 0
    return [surface.styled(kind, .heading)]
      + members.flatMap { name, value -> [String] in
        let space = String(repeating: " ", count: width - name.displayWidth)
        let lines = pretty(moment(value, called: name, of: kind), depth: 1)
        return ["  \(surface.styled(name, .faint))\(space)  \(lines[0])"] + lines.dropFirst()
      }
  }

  /// A time in words where a number is one.
  private func moment(_ value: PromptValue, called name: String, of kind: String) -> PromptValue {
    guard RecordTime(name, of: kind) != nil, let moment = Instant(seconds: value) else {
      return value
    }
    return .word(session.values.times.clock(moment))
  }

  /// A value in one line, as in a cell.
  func text(of value: PromptValue, called name: String = "", of kind: String = "") -> String {
    switch moment(value, called: name, of: kind) {
    case .text(let text): text
    case .null: ""
    case .table(let table) where table.pairs.isEmpty:
      table.items.map { text(of: $0) }.joined(separator: ", ")
    case let value: inline(value)
    }
  }
}

extension ValuePage {
  private func bars(of groups: [(label: String, value: PromptValue)]) -> [String] {
    guard !groups.isEmpty else { return [surface.styled(surface.words(Text.promptNoRows), .faint)] }
    let shown = groups.map { group in
      Bars.Bar(
        label: group.label.isEmpty ? "–" : group.label.visible, value: number(group.value),
        text: text(of: group.value).visible)
    }
    return Bars(shown).lines(on: surface)
  }

  private func number(_ value: PromptValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .span(let seconds, _): seconds
    default: nil
    }
  }

  private func lines(of grid: PromptGrid) -> [String] {
    let isNumeric = grid.titles.indices.map { column in
      grid.rows.allSatisfy { row in
        column < row.count && (row[column] == .null || number(row[column]) != nil)
      }
    }
    var table = Table(
      grid.titles.enumerated().map { at, title in
        let isTime = TicketField(named: title)?.kind == .time
        return .init(
          grid.heads?[at] ?? Text(words: title), isNumeric: isNumeric[at] && !isTime,
          isFlexible: !isNumeric[at])
      })
    for row in grid.rows {
      table.append(
        zip(grid.titles, row).map { title, cell in
          Table.Cell(text(of: cell, called: title, of: "ticket"))
        })
    }
    let more = grid.isCut ? [surface.styled(surface.words(Text.promptCut), .faint)] : []
    return table.lines(on: surface) + more
  }
}

extension ValuePage {
  /// A value as Lua writes it, in one line where it fits, else with a line for each member.
  private func pretty(_ value: PromptValue, depth: Int) -> [String] {
    let short = inline(value)
    let room = (surface.columns ?? ValuePage.width) - depth * ValuePage.indent
    guard case .table(let table) = value, short.displayWidth > room else {
      if case .record(let kind, let members) = value, depth == 0 { return card(kind, members) }
      return [styled(value, short)]
    }
    let margin = String(repeating: " ", count: (depth + 1) * ValuePage.indent)
    var lines = ["{"]
    for item in table.items { append(pretty(item, depth: depth + 1), "", &lines, margin) }
    for pair in table.pairs {
      append(pretty(pair.value, depth: depth + 1), "\(key(pair.key)) = ", &lines, margin)
    }
    if table.more > 0 {
      lines.append(
        margin + surface.styled(surface.words(Text.promptAndMore(count: table.more)), .faint))
    }
    return lines + [String(repeating: " ", count: depth * ValuePage.indent) + "}"]
  }

  private func append(
    _ value: [String], _ name: String, _ lines: inout [String], _ margin: String,
  ) {
    lines.append(margin + name + (value.first ?? "") + (value.count == 1 ? "," : ""))
    lines += value.dropFirst()
    if value.count > 1 { lines[lines.count - 1] += "," }
  }

  private func key(_ key: PromptValue) -> String {
    guard case .text(let name) = key, LuaText.isName(name) else { return "[\(inline(key))]" }
    return name
  }

  private func inline(_ value: PromptValue) -> String {
    switch value {
    case .null: "nil"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let text): LuaText.quoted(text)
    case .bytes(let bytes): LuaText.quoted(bytes)
    case .word(let word): word.visible
    case .span(_, let words): words.visible
    case .cycle: "{…}"
    case .deep: "{ … }"
    case .record(let kind, let members):
      ticketNumber(of: .record(kind: kind, members)).map { "\(kind) \($0)" } ?? kind
    case .rows(let rows, _): "{ \(rows.map(inline).joined(separator: ", ")) }"
    case .groups(let groups): "{ \(groups.map(\.label.visible).joined(separator: ", ")) }"
    case .series(let numbers): Bars.line(of: numbers)
    case .grid: "table"
    case .help(let words): words.visible
    case .table(let table): inline(table)
    }
  }

  private func inline(_ table: PromptTable) -> String {
    let pairs = table.pairs.map { "\(key($0.key)) = \(inline($0.value))" }
    let more = table.more > 0 ? [surface.words(Text.promptAndMore(count: table.more))] : []
    let parts = table.items.map(inline) + pairs + more
    return parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }"
  }

  private func styled(_ value: PromptValue, _ text: String) -> String {
    switch value {
    case .text: surface.styled(surface.isolated(text), .good)
    case .null, .word, .cycle, .deep: surface.styled(text, .faint)
    default: text
    }
  }
}
