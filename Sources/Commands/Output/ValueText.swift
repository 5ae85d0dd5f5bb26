import Desk
import Kernel

/// Values in words for people and in JSON for programs.
struct ValueText {
  let times: TimeText
  /// What names are called in the reader's language; `nil` for names as they are typed.
  var labels: Labels?
  let name: (Person.ID) throws -> String
  let field: (String) -> FieldDefinition?
  /// Actions of plugins, whose parameters and data have kinds of their own.
  var action: (String) -> ActionSpec? = { _ in nil }
  /// The import of which an entry of the desk tells.
  var importTold: (EntryID) throws -> ImportTold? = { _ in nil }

  /// The same for what an action was given or gave back, by its declarations.
  func of(_ specs: [FieldSpec]?) -> ValueText {
    let fields = Dictionary(
      (specs ?? []).map { ($0.name, FieldDefinition($0)) }
    ) { first, _ in first }
    return ValueText(times: times, name: name, field: { fields[$0] })
  }

  /// The value for a person; an empty one is an empty text.
  func text(_ value: Value, of field: String = "") throws -> String {
    switch value {
    case .none: ""
    case .boolean(let value): value ? "yes" : "no"
    case .integer(let value) where self.field(field)?.kind == .duration:
      "\(TimeSpan(milliseconds: value))"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): shown(name: value, of: field)
    case .time(let value): times.clock(value)
    case .person(let value): try name(value)
    case .ticket(let value): "\(value.rawValue)"
    case .stage(let stage, _): shown(name: stage, of: field)
    case .attachment(let attachment): attachment.name
    case .list(let values): try values.map { try text($0, of: field) }.joined(separator: ", ")
    }
  }

  /// What the field is called.
  func title(of field: String) -> String {
    labels?.field(field) ?? field
  }

  /// What a name is called where it is one of those that a field may hold, and no free text.
  func shown(name: String, of field: String) -> String {
    guard let labels, let kind = self.field(field)?.kind else { return name }
    switch kind {
    case .choice, .queue, .stage, .category, .priority:
      return labels.value(name, of: field) ?? name
    case .text, .longText, .integer, .number, .boolean, .time, .date, .duration, .person, .ticket,
      .tag, .attachment:
      return name
    }
  }

  /// The same with names as they are typed, for what programs read.
  var unlabelled: ValueText {
    var copy = self
    copy.labels = nil
    return copy
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
    return "\(title(of: edit.field)): \(try change(edit))\(by)"
  }

  /// What an edit changes: `new → open`, or of a list `+late -new`.
  func change(_ edit: Edit) throws -> String {
    if let difference = try difference(edit) { return difference }
    if case (.time(let from), .time(let to)) = (edit.from, edit.to),
      times.clock(from) == times.clock(to)
    {
      return "\(times.exactClock(from)) → \(times.exactClock(to))"
    }
    return "\(try shown(edit.from, edit.field)) → \(try shown(edit.to, edit.field))"
  }

  /// What a list lost and gained; `nil` where that says less than the lists themselves.
  func difference(_ edit: Edit) throws -> String? {
    let (before, after) = (edit.from.elements, edit.to.elements)
    let isMany = field(edit.field)?.isMany ?? (before.count > 1 || after.count > 1)
    guard isMany, !before.isEmpty, !after.isEmpty else { return nil }
    let gained = try after.without(before).map { "+\(try text($0, of: edit.field))" }
    let lost = try before.without(after).map { "-\(try text($0, of: edit.field))" }
    let all = gained + lost
    return all.isEmpty ? nil : all.joined(separator: " ")
  }

  private func shown(_ value: Value, _ field: String) throws -> String {
    value.isEmpty ? "–" : try text(value, of: field)
  }
}
