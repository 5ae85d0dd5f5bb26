import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// A desk of random tickets in a database of its own, and the same tickets in memory.
final class QueryDesk {
  static let folks: [Person] = {
    var random = RepeatableRandom(seed: 11)
    return (1...4).map { number in
      Person(
        id: Person.ID(rawValue: number), name: name(number),
        fields: RandomTicket.values(of: personSpecs, &random))
    }
  }()
  static var people: QueryPeople { QueryPeople(folks) }
  /// Names whose order is not that of the numbers.
  static func name(_ id: Person.ID) -> String? {
    (1...4).contains(id.rawValue) ? name(id.rawValue) : nil
  }
  private static func name(_ id: Int64) -> String { id == 2 ? "P3" : "p\(id == 3 ? 2 : 5 - id)" }
  static let now = Instant(milliseconds: 1_769_860_800_000)
  static let specs: [FieldSpec] = [
    field("c_text", .text), field("c_int", .integer), field("c_num", .number),
    field("c_bool", .boolean), field("c_time", .time), field("c_date", .date),
    field("c_dur", .duration), field("c_choice", .choice), field("c_person", .person),
    field("c_ticket", .ticket), field("c_tags", .tag, isMany: true),
    field("c_nums", .number, isMany: true), field("c_times", .time, isMany: true),
  ]
  /// The fields of people; fewer kinds of values make more of them equal.
  static let personSpecs: [FieldSpec] = [
    field("f_text", .text), field("f_int", .integer), field("f_num", .number),
    field("f_bool", .boolean), field("f_time", .time), field("f_date", .date),
    field("f_dur", .duration), field("f_choice", .choice), field("f_person", .person),
    field("f_tags", .tag, isMany: true), field("f_nums", .number, isMany: true),
  ]
  static let schema = QuerySchema(custom: specs, people: personSpecs)

  let tickets: [Ticket]
  private let texts: [Ticket.ID: [SearchText]]
  private let readers: Readers
  private let folder: TemporaryFolder

  init(count: Int64, random: inout RepeatableRandom) throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/docket.db"
    _ = try Connection.open(path, mode: .create)
    var tickets: [Ticket] = []
    var entries: [Entry] = []
    for id in 1...count {
      let ticket = RandomTicket.make(id, among: count, random: &random)
      tickets.append(ticket)
      entries += RandomTicket.entries(of: ticket, after: Int64(entries.count), random: &random)
    }
    self.tickets = tickets
    texts = Dictionary(grouping: entries, by: \.ticket).mapValues { entries in
      entries.map { SearchText($0.searchable, isInternal: $0.visibility == .internal) }
    }
    try Self.write(tickets, entries, to: path)
    readers = try Readers(path: path)
  }

  func read<Result: Sendable>(_ body: (Reader) throws -> Result) throws -> Result {
    try readers.read(body)
  }

  private static func write(_ tickets: [Ticket], _ entries: [Entry], to path: String) throws {
    let writer = try Writer(path: path, context: {})
    try writer.perform { transaction, _ -> WriteResult<Void> in
      for person in folks { try transaction.write(person) }
      for entry in entries { try transaction.write(entry, payloads: []) }
      _ = try transaction.takeDeskChanges()
      for ticket in tickets { try transaction.write(ticket, before: nil) }
      return .keeping(())
    }
    writer.close()
  }

  /// What is known to somebody about a ticket.
  func context(_ ticket: Ticket, _ base: EvaluationContext, notes: Condition) -> EvaluationContext {
    var context = base
    context.texts = texts[ticket.id] ?? []
    var own = base
    own.this = nil
    context.seesNotes = notes.holds(for: ticket, in: own)
    return context
  }

  static func parse(_ text: String, _ context: QueryContext = .list) throws -> Query {
    try Query(parsing: text, schema: schema, context: context, people: people)
  }

  private static func field(_ name: String, _ kind: FieldKind, isMany: Bool = false) -> FieldSpec {
    var spec = FieldSpec(name: name, kind: kind, plugin: "p")
    spec.isMany = isMany
    return spec
  }
}

/// The same people without a store.
final class KnownPeople: PeopleReading {
  private let all: [Person]

  init(_ people: [Person]) {
    all = people
  }

  func person(_ id: Person.ID) -> Person? { all.first { $0.id == id } }
  func person(named name: String) -> Person? { all.first { $0.name == name } }
  func people() -> [Person] { all }
  func people(withRole role: String) -> [Person] { all.filter { $0.roles.contains(role) } }
  func names(like name: String) -> [String] { all.map(\.name) }
}

extension RepeatableRandom {
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  /// True once in so many times.
  mutating func once(in count: Int) -> Bool {
    Int.random(in: 0..<count, using: &self) == 0
  }
}
