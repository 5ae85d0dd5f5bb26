import Kernel
import TestSupport

/// A small desk to ask about: two people, a few custom fields, one ticket.
enum QueryFixture {
  static let everybody = [
    Person(id: Person.ID(rawValue: 1), name: "ann"),
    Person(id: Person.ID(rawValue: 2), name: "bob"),
    Person(id: Person.ID(rawValue: 3), name: "me"),
  ]
  static var people: QueryPeople { QueryPeople(everybody) }

  static let schema = QuerySchema(
    custom: [
      choice("severity", ["low", "high"]), FieldSpec(name: "hours", kind: .number, plugin: "p"),
      FieldSpec(name: "secret", kind: .text, plugin: "p"),
      FieldSpec(name: "spent", kind: .duration, plugin: "p"),
      FieldSpec(name: "day", kind: .date, plugin: "p"),
      FieldSpec(name: "vip", kind: .boolean, plugin: "p"), computed("age"),
    ],
    hidden: ["secret"],
    known: ["queue": ["support", "billing"], "stage": ["new", "answered"]])

  static let now = Instant(milliseconds: 1_769_860_800_000)  // 2026-01-31T12:00Z

  static func parse(
    _ text: String, _ context: QueryContext = .list, values: [String: Value] = [:],
  ) throws(QueryError) -> Query {
    try Query(
      parsing: text, schema: schema, context: context, values: values, people: people)
  }

  static func context(texts: [String] = [], notes: [String] = []) -> EvaluationContext {
    EvaluationContext(
      now: now, me: Person.ID(rawValue: 1),
      texts: texts.map { SearchText($0, isInternal: false) }
        + notes.map { SearchText($0, isInternal: true) })
  }

  static var ticket: Ticket {
    var ticket = Ticket(id: Ticket.ID(rawValue: 7))
    ticket.type = "bug"
    ticket.subject = "Does not boot"
    ticket.queue = "support"
    ticket.stage = "answered"
    ticket.category = .waiting
    ticket.priority = .high
    ticket.tags = ["vip", "slow"]
    ticket.requester = Person.ID(rawValue: 2)
    ticket.assignee = Person.ID(rawValue: 1)
    ticket.due = now.advanced(byMilliseconds: 86_400_000)
    ticket.created = now.advanced(byMilliseconds: -5 * 86_400_000)
    ticket.been = [CategorySet(.open), CategorySet(.waiting)]
    ticket.fields = [
      "severity": .text("high"), "hours": .number(1.5), "spent": .integer(5_400_000),
      "day": .text("2026-01-31"), "vip": .boolean(true),
    ]
    return ticket
  }

  private static func choice(_ name: String, _ choices: [String]) -> FieldSpec {
    var spec = FieldSpec(name: name, kind: .choice, plugin: "p")
    spec.choices = ["*": choices]
    return spec
  }

  private static func computed(_ name: String) -> FieldSpec {
    var spec = FieldSpec(name: name, kind: .number, plugin: "p")
    spec.isComputed = true
    return spec
  }
}
