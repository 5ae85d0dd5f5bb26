import Kernel
import Texts

/// Values as an export's lines have them: people by name, times in ISO 8601.
///
/// Texts, whole numbers and booleans are themselves; the other kinds are an object with one key:
/// `{"number":"1.5"}`, `{"person":"ann"}`, `{"stage":["new","open"]}`, `{"ticket":7}`,
/// `{"time":"2026-01-31T12:00:00.000Z"}`.
enum ExportText {
  /// The value's JSON; `name` tells people's names.
  static func json(_ value: Value, name: (Person.ID) throws -> String) rethrows -> JSON {
    switch value {
    case .none, .boolean, .integer, .number, .text, .ticket, .stage, .attachment: value.json
    case .time(let moment): .object([("time", .string(moment.iso))])
    case .person(let id): .object([("person", .string(try name(id)))])
    case .list(let values): .array(try values.map { try json($0, name: name) })
    }
  }

  /// Who acted: a person's name, `plugin:sla` or `desk`, which no person can be called.
  static func json(_ actor: Actor, name: (Person.ID) throws -> String) rethrows -> JSON {
    .string(try actor.person.map(name) ?? actor.text)
  }
}

/// Reads an export's values into another desk, whose people and tickets have other numbers.
struct ExportValues {
  let person: (String) throws -> Person.ID?
  let ticket: (Ticket.ID) throws -> Ticket.ID

  /// The value of what `ExportText.json` gives; throws a `Refusal` for anything else.
  func value(_ json: JSON, of name: String) throws -> Value {
    switch json {
    case .array(let items):
      // Desks of old could hold blank items, which are none.
      return Value.listing(try items.map { try value($0, of: name) }).withoutBlanks
    case .object(let members):
      guard members.count == 1 else { break }
      return try tagged(members[0].0, members[0].1, json, of: name)
    default:
      if let value = Value(json: json) { return value.withoutBlanks }
    }
    throw wrong(json, name)
  }

  private func tagged(_ tag: String, _ content: JSON, _ json: JSON, of name: String) throws -> Value
  {
    switch (tag, content) {
    case ("time", .string(let text)):
      guard let moment = try? Instant(iso: text, zone: .utc) else { throw wrong(json, name) }
      return .time(moment)
    case ("person", .string(let text)): return .person(try self.person(named: text, for: name))
    case ("ticket", .integer(let number)): return .ticket(try ticket(Ticket.ID(rawValue: number)))
    case ("person", _), ("time", _), ("ticket", _): throw wrong(json, name)
    default:
      guard let value = Value(json: json) else { throw wrong(json, name) }
      return value
    }
  }

  /// Who acted, as `ExportText.json` tells it.
  func actor(_ text: String) throws -> Actor {
    if let actor = Actor(text: text), actor.person == nil { return actor }
    return .person(try person(named: text, for: "actor"))
  }

  private func person(named text: String, for name: String) throws -> Person.ID {
    guard let id = try person(text) else {
      throw Refusal(
        .invalid, Text.importNoPerson(name: text),
        field: name)
    }
    return id
  }

  private func wrong(_ json: JSON, _ name: String) -> Refusal {
    Refusal(.invalid, Text.importNoValue(value: json.text.prefix(60)), field: name)
  }
}
