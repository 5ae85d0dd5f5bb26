import Kernel

/// Values in words for people and in JSON for programs.
struct ValueText {
  let times: TimeText
  let name: (Person.ID) -> String
  let field: (String) -> FieldDefinition?

  /// The value for a person; an empty one is an empty text.
  func text(_ value: Value, of field: String = "") -> String {
    switch value {
    case .none: ""
    case .boolean(let value): value ? "yes" : "no"
    case .integer(let value) where self.field(field)?.kind == .duration:
      "\(TimeSpan(milliseconds: value))"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .time(let value): times.clock(value)
    case .person(let value): name(value)
    case .ticket(let value): "\(value.rawValue)"
    case .stage(let stage, _): stage
    case .list(let values): values.map { text($0, of: field) }.joined(separator: ", ")
    }
  }

  /// The value for a program: people by name, times in ISO 8601, stages by name.
  func json(_ value: Value, of field: String = "") -> JSON {
    let isMany = self.field(field)?.isMany ?? false
    switch value {
    case .none: return isMany ? .array([]) : .null
    case .list(let values): return .array(values.map(element))
    default: return isMany ? .array([element(value)]) : element(value)
    }
  }

  private func element(_ value: Value) -> JSON {
    switch value {
    case .none, .list: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .string("\(value)")
    case .text(let value): .string(value)
    case .time(let value): .string(value.iso)
    case .person(let value): .string(name(value))
    case .ticket(let value): .integer(value.rawValue)
    case .stage(let stage, _): .string(stage)
    }
  }

  /// Who acted: a person's name, `plugin:sla` or `desk`.
  func actor(_ actor: Actor) -> String {
    actor.person.map(name) ?? actor.text
  }

  /// An edit in a line: `stage: new → open`, with the hook that set it.
  func line(_ edit: Edit) -> String {
    let by = edit.by.map { " (\($0))" } ?? ""
    return "\(edit.field): \(shown(edit.from, edit.field)) → \(shown(edit.to, edit.field))\(by)"
  }

  private func shown(_ value: Value, _ field: String) -> String {
    value.isEmpty ? "–" : text(value, of: field)
  }
}
