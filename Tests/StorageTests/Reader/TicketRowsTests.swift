import Kernel
import Storage
import TestSupport
import Testing

/// Rows that are read without making tickets of them say what the tickets say.
@Suite struct TicketRowsTests {
  private func text(_ words: TicketRows.Words, _ rows: TicketRows) -> String {
    let start = Int(words.start)
    return String(decoding: rows.words[start..<start + Int(words.count)], as: UTF8.self)
  }

  /// What a row has of a field.
  private func value(of field: TicketField, in row: Int, _ rows: TicketRows) -> Value {
    guard let column = TicketRows.columns.firstIndex(of: field) else { return .none }
    return switch (rows.cells[rows.firstCell(row) + column], field.kind) {
    case (.empty, _): .none
    case (.text(let words), _): .naming(text(words, rows))
    case (.integer(let rank), .priority): Priority(rank: rank).map { .text($0.rawValue) } ?? .none
    case (.integer(let number), .person): .person(Person.ID(rawValue: number))
    case (.integer(let number), .ticket): .ticket(Ticket.ID(rawValue: number))
    case (.integer(let number), .time): .time(Instant(milliseconds: number))
    case (.integer(let number), _): .integer(number)
    }
  }

  private func values(_ row: Int, _ rows: TicketRows) -> [String: Value] {
    var values: [String: Value] = [:]
    for field in rows.fields(row) {
      let elements = rows.elements(of: field).map { element -> Value in
        switch element {
        case .text(let words): .text(text(words, rows))
        case .other(let value): value
        }
      }
      values[field.name] = field.isList ? .list(elements) : elements.first
    }
    return values
  }

  private func expect(_ rows: TicketRows, _ row: Int, toSay ticket: Ticket) {
    #expect(rows.id(row) == ticket.id)
    for field in TicketRows.columns {
      var expected = ticket.value(of: field)
      if case .stage(let name, _) = expected { expected = .text(name) }
      #expect(value(of: field, in: row, rows) == expected, "\(field)")
    }
    var expected = ticket.fields.filter { !$0.value.isEmpty }
    for field in TicketField.shown where field.isMany {
      let list = ticket.value(of: field)
      if !list.isEmpty { expected[field.rawValue] = list }
    }
    #expect(values(row, rows) == expected)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `rows say what tickets say, in the order that is asked for`(seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    let desk = try QueryDesk(count: 150, random: &random)
    let ids = desk.tickets.map(\.id)
    let orders = [
      ids, ids.reversed(), ids.shuffled(using: &random), ids.filter { _ in random.once(in: 3) },
      Array(ids[10..<40]), [ids[3], Ticket.ID(rawValue: 999), ids[1]], [],
    ]
    for asked in orders {
      let (rows, tickets) = try desk.read { (try $0.rows(of: asked), try $0.tickets(asked)) }
      #expect(rows.count == tickets.count)
      #expect(!rows.isAnyVeiled)
      for (row, ticket) in tickets.enumerated() { expect(rows, row, toSay: ticket) }
    }
  }

  @Test func `what is read of rows is billed`() throws {
    var random = RepeatableRandom(seed: 5)
    let desk = try QueryDesk(count: 64, random: &random)
    for ids in [desk.tickets.map(\.id), desk.tickets.map(\.id).filter { $0.rawValue != 9 }] {
      let steps = try desk.read { reader in
        let allowance = ReadAllowance(steps: 1_000_000)
        _ = try reader.limited(to: allowance) { try reader.rows(of: ids) }
        return 1_000_000 - allowance.steps
      }
      #expect(steps > ReadAllowance.stepsPerRow * Int64(ids.count))
      #expect(throws: StorageError.overBudget) {
        try desk.read { reader in
          try reader.limited(to: ReadAllowance(steps: 100)) { _ = try reader.rows(of: ids) }
        }
      }
    }
  }
}
