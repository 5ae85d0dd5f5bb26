import Crypto
import Kernel
import Storage
import TestSupport

/// Tickets with few different values, so that comparisons and ties happen.
enum RandomTicket {
  static let texts = ["a", "b", "é", "e\u{301}", "Z", "日本", "a b", "\"q\\", "😀", "ß", "10", "9"]
  static let words = [
    "boot", "Drücker", "日本語", "not", "ÉTÉ", "été", "x", "Laserdrucker", "プリンターが", "เครื่องพิมพ์",
    "rebooted", "Straße", "Größe", "Ёжик", "ñandú", "ĳs",
  ]

  static func make(_ id: Int64, among count: Int64, random: inout RepeatableRandom) -> Ticket {
    var ticket = Ticket(id: Ticket.ID(rawValue: id))
    ticket.type = random.pick(["bug", "task"])
    ticket.subject = random.pick(texts + words + [""])
    ticket.body = random.pick(texts + ["\(random.pick(words)) \(random.pick(words))", ""])
    ticket.queue = random.pick(["q1", "q2", ""])
    ticket.stage = random.pick(["new", "done", ""])
    ticket.category = random.pick(Category.allCases)
    ticket.priority = random.pick(Priority.allCases)
    ticket.source = random.pick(["cli", "mail"])
    ticket.closeReason = random.pick(["", "", "solved"])
    ticket.been = CategorySet(rawValue: Int64.random(in: 0..<32, using: &random))
    ticket.version = Int64.random(in: 0...3, using: &random)
    fillPeople(&ticket, count, &random)
    fillTimes(&ticket, &random)
    fillFields(&ticket, &random)
    return ticket
  }

  /// A public entry or a note or two, with words to find.
  static func entries(
    of ticket: Ticket, after seq: Int64, random: inout RepeatableRandom,
  ) -> [Entry] {
    (1...Int64.random(in: 1...3, using: &random)).map { number in
      let text = (0..<3).map { _ in random.pick(words) }.joined(separator: " ")
      // What a ticket says now, some public entry has said.
      let isFirst = number == 1
      let edits = [("subject", ticket.subject), ("body", ticket.body)].map { field, text in
        Edit(field: field, from: .none, to: .text(text))
      }
      return Entry(
        seq: EntryID(rawValue: seq + number), ticket: ticket.id, number: number, version: 1,
        at: QueryDesk.now, recorded: QueryDesk.now, request: "r1", actor: .desk, source: .cli,
        action: "update", edits: isFirst ? edits : [], text: text,
        visibility: !isFirst && random.once(in: 2) ? .internal : .public,
        digest: Digest(of: text))
    }
  }

  static func time(_ random: inout RepeatableRandom) -> Instant {
    let days = Int64.random(in: -3...3, using: &random)
    let hours = random.pick([Int64(0), 0, 12])
    return QueryDesk.now.advanced(byMilliseconds: (days * 24 + hours) * 3_600_000)
  }

  private static func person(_ random: inout RepeatableRandom) -> Person.ID {
    Person.ID(rawValue: Int64.random(in: 1...4, using: &random))
  }

  private static func fillPeople(
    _ ticket: inout Ticket, _ count: Int64, _ random: inout RepeatableRandom,
  ) {
    ticket.requester = random.once(in: 4) ? nil : person(&random)
    ticket.assignee = random.once(in: 2) ? nil : person(&random)
    ticket.team = (0..<random.pick([0, 1, 2])).map { _ in person(&random) }
    ticket.followers = (0..<random.pick([0, 0, 3])).map { _ in person(&random) }
    ticket.tags = (0..<random.pick([0, 1, 3])).map { _ in random.pick(texts) }
    ticket.attachments = (0..<random.pick([0, 0, 1, 2])).map { _ in attachment(&random) }
    ticket.rootCauses = random.once(in: 3) ? [random.pick(texts)] : []
    if random.once(in: 3) {
      ticket.parent = Ticket.ID(rawValue: Int64.random(in: 1...count, using: &random))
    }
  }

  private static func attachment(_ random: inout RepeatableRandom) -> Attachment {
    let name = random.pick(texts)
    return Attachment(
      name: name, size: Int64(name.utf8.count), type: random.pick(["text/plain", "a.b/c"]),
      digest: Digest(of: name))
  }

  private static func fillTimes(_ ticket: inout Ticket, _ random: inout RepeatableRandom) {
    ticket.created = time(&random)
    ticket.updated = time(&random)
    ticket.touched = ticket.updated
    ticket.stageSince = time(&random)
    ticket.due = random.once(in: 3) ? nil : time(&random)
    ticket.wake = random.once(in: 2) ? nil : time(&random)
    ticket.closed = random.once(in: 2) ? nil : time(&random)
  }

  private static func fillFields(_ ticket: inout Ticket, _ random: inout RepeatableRandom) {
    ticket.fields = values(of: QueryDesk.specs, &random)
  }

  /// Values of some of the fields.
  static func values(
    of specs: [FieldSpec], _ random: inout RepeatableRandom,
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    for spec in specs where !random.once(in: 3) {
      guard spec.isMany else {
        values[spec.name] = value(spec.kind, &random)
        continue
      }
      let count = Int.random(in: 1...3, using: &random)
      values[spec.name] = .list((0..<count).map { _ in value(spec.kind, &random) })
    }
    return values
  }

  private static func value(_ kind: FieldKind, _ random: inout RepeatableRandom) -> Value {
    switch kind {
    case .integer: .integer(random.pick([-1, 0, 1, 2, 9_007_199_254_740_993]))
    case .number: random.pick([.integer(1), .number(1), .number(1.5), .number(-0.5), .integer(2)])
    case .boolean: .boolean(random.once(in: 2))
    case .time: .time(time(&random))
    case .date: .text(Zone.utc.date(time(&random)).description)
    case .duration: .integer(random.pick([0, 60_000, 3_600_000]))
    case .person: .person(person(&random))
    case .ticket: .ticket(Ticket.ID(rawValue: Int64.random(in: 1...5, using: &random)))
    default: .text(random.pick(texts))
    }
  }
}
