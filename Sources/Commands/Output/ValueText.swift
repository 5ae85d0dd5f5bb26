import Kernel

/// Values in words for people and in JSON for programs.
struct ValueText {
  let times: TimeText
  let name: (Person.ID) throws -> String
  let field: (String) -> FieldDefinition?

  /// The value for a person; an empty one is an empty text.
  func text(_ value: Value, of field: String = "") throws -> String {
    switch value {
    case .none: ""
    case .boolean(let value): value ? "yes" : "no"
    case .integer(let value) where self.field(field)?.kind == .duration:
      "\(TimeSpan(milliseconds: value))"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .time(let value): times.clock(value)
    case .person(let value): try name(value)
    case .ticket(let value): "\(value.rawValue)"
    case .stage(let stage, _): stage
    case .attachment(let attachment): attachment.name
    case .list(let values): try values.map { try text($0, of: field) }.joined(separator: ", ")
    }
  }

  /// The value for a program: people by name, times in ISO 8601, stages by name.
  func json(_ value: Value, of field: String = "") throws -> JSON {
    let isMany = self.field(field)?.isMany ?? false
    switch value {
    case .none: return isMany ? .array([]) : .null
    case .list(let values): return .array(try values.map(element))
    default: return isMany ? .array([try element(value)]) : try element(value)
    }
  }

  private func element(_ value: Value) throws -> JSON {
    switch value {
    case .none, .list: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .string("\(value)")
    case .text(let value): .string(value)
    case .time(let value): .string(value.iso)
    case .person(let value): .string(try name(value))
    case .ticket(let value): .integer(value.rawValue)
    case .stage(let stage, _): .string(stage)
    case .attachment(let attachment): attachment.json
    }
  }

  /// Who acted: a person's name, `plugin:sla` or `desk`.
  func actor(_ actor: Actor) throws -> String {
    try actor.person.map(name) ?? actor.text
  }

  /// An edit in a line: `stage: new → open`, with the hook that set it.
  func line(_ edit: Edit) throws -> String {
    let by = edit.by.map { " (\($0))" } ?? ""
    return try "\(edit.field): \(shown(edit.from, edit.field)) → \(shown(edit.to, edit.field))\(by)"
  }

  private func shown(_ value: Value, _ field: String) throws -> String {
    value.isEmpty ? "–" : try text(value, of: field)
  }
}
