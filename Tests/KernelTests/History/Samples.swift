import Crypto
import Kernel
import TestSupport

/// Values and entries at random, the same ones for the same seed.
struct Samples {
  var generator: RepeatableRandom

  init(seed: UInt64) {
    generator = RepeatableRandom(seed: seed)
  }

  mutating func text() -> String {
    let words = ["a", "ü", "漢字", "\"q\"", "back\\slash", "line\nbreak", "e\u{301}", "🎫", ""]
    return (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      words.randomElement(using: &generator) ?? ""
    }.joined(separator: " ")
  }

  mutating func value(depth: Int = 0) -> Value {
    switch Int.random(in: 0...(depth == 0 ? 10 : 9), using: &generator) {
    case 0: .none
    case 1: .boolean(Bool.random(using: &generator))
    case 2: .integer(Int64.random(in: .min ... .max, using: &generator))
    case 3: .number(Double.random(in: -1e9...1e9, using: &generator))
    case 4, 5: .text(text())
    case 6: .time(Instant(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &generator)))
    case 7: .person(Person.ID(rawValue: Int64.random(in: 1...9, using: &generator)))
    case 8: .stage("open", Category.allCases.randomElement(using: &generator) ?? .open)
    case 9:
      .attachment(
        Attachment(
          name: text(), size: Int64.random(in: 0...99, using: &generator), type: "text/plain",
          digest: Digest(of: text())))
    default: list()
    }
  }

  private mutating func list() -> Value {
    let values = (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: 1) }
    return .listing(values.filter { !$0.isEmpty })
  }

  /// Edits that a request could have made: at most one a field.
  mutating func edits() -> [Edit] {
    let fields = ["subject", "body", "tags", "priority", "assignee", "severity", "due", "stage"]
    return fields.shuffled(using: &generator).prefix(3).map { field in
      Edit(
        field: field, from: plausible(field), to: plausible(field),
        by: Bool.random(using: &generator) ? "sla@1.0.0:raise" : nil)
    }
  }

  private mutating func plausible(_ field: String) -> Value {
    switch field {
    case "subject", "body": .naming(text())
    case "tags": .texts(["vip", "é"].shuffled(using: &generator))
    case "priority": .text(Priority.allCases.randomElement(using: &generator)?.rawValue ?? "low")
    case "assignee": .person(Person.ID(rawValue: Int64.random(in: 1...9, using: &generator)))
    case "due": .time(Instant(milliseconds: Int64.random(in: 0...1_000_000, using: &generator)))
    case "stage": .stage("open", Category.allCases.randomElement(using: &generator) ?? .open)
    default: value()
    }
  }

  /// The chain of a ticket, sealed entry by entry, with its words.
  mutating func chain(count: Int) -> [(entry: Entry, payloads: [Payload])] {
    var chain: [(entry: Entry, payloads: [Payload])] = []
    var previous: Digest?
    for number in 1...count {
      var entry = Entry(
        seq: EntryID(rawValue: Int64(number * 3)), ticket: Ticket.ID(rawValue: 1),
        number: Int64(number), version: Int64(number), at: Instant(milliseconds: Int64(number)),
        recorded: Instant(milliseconds: Int64(number + 5)), request: "r\(number)",
        actor: .person(Person.ID(rawValue: 2)), source: .cli, action: "update",
        params: ["minutes": value()], edits: edits(), text: text(),
        cause: number > 1 ? EntryID(rawValue: 3) : nil, depth: number > 1 ? 1 : 0,
        previous: previous)
      let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
      entry.digest = Digest(of: entry.canonicalForm)
      previous = entry.digest
      chain.append((entry, payloads))
    }
    return chain
  }
}
