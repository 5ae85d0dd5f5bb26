import Desk
import Kernel
import Texts

/// The fields of tickets that exist for somebody.
struct FieldList {
  let session: DeskSession
  /// The type of ticket whose fields are wanted; `nil` for all.
  let type: String?

  init(in session: DeskSession, of type: String? = nil) {
    self.session = session
    self.type = type
  }

  static let titles = ["name", "kind", "types", "required", "values", "from"]
  /// What people read above them.
  static let heads = [
    Text.columnName, Text.columnTakes, Text.columnType, Text.actionRequired, Text.columnValue,
    Text.columnFrom,
  ]

  var names: [String] {
    TicketField.shown.map(\.rawValue).filter(session.viewer.mayName) + custom.map(\.name)
  }

  private var custom: [FieldSpec] {
    session.rulebook.registry.fields.filter { field in
      session.viewer.mayName(field.name)
        && type.map { field.types.isEmpty || field.types.contains($0) } ?? true
    }
  }

  var rows: [[PromptValue]] {
    let kernel = TicketField.shown.filter { session.viewer.mayName($0.rawValue) }.map { field in
      row(
        field.rawValue, kind: field.kind, isMany: field.isMany, types: [], required: "",
        values: values(of: field), from: "docket")
    }
    return kernel
      + custom.map { field in
        row(
          field.name, kind: field.kind, isMany: field.isMany, types: field.types,
          required: required(field), values: choices(of: field),
          from: origin(of: field))
      }
  }

  private func origin(of field: FieldSpec) -> String {
    guard field.isComputed else { return field.plugin }
    return Text.promptComputed(plugin: field.plugin).rendered(in: session.language)
  }

  private func row(
    _ name: String, kind: FieldKind, isMany: Bool, types: [String], required: String,
    values: [String], from: String,
  ) -> [PromptValue] {
    [
      .text(name), .text(isMany ? "\(kind.rawValue)…" : kind.rawValue),
      .text(types.joined(separator: ", ")), .text(required),
      .text(values.joined(separator: ", ")), .text(from),
    ]
  }

  /// Whether a field must be given: `yes`, or when, where who asks may know all that this speaks of.
  private func required(_ field: FieldSpec) -> String {
    if field.isRequired { return Text.wordYes.rendered(in: session.language) }
    guard let condition = field.requiredIf else { return "" }
    return session.mayTell(condition) ? condition : "…"
  }

  private func choices(of field: FieldSpec) -> [String] {
    if let type { return field.choices(for: type) }
    var all: [String] = []
    for choice in field.choices.sorted(by: { $0.key < $1.key }).flatMap(\.value)
    where !all.contains(choice) {
      all.append(choice)
    }
    return all
  }

  /// The names that a field of the kernel takes.
  private func values(of field: TicketField) -> [String] {
    switch field {
    case .type: session.rulebook.types.keys.sorted()
    case .queue: session.queues
    case .closeReason: session.rulebook.closeReasons.keys.sorted()
    case .stage: stages
    default: field.kind.names
    }
  }

  private var stages: [String] {
    let cycles = type.map { session.rulebook.lifecycle(ofType: $0).map { [$0] } ?? [] }
    let all = cycles ?? session.rulebook.registry.lifecycles
    var names: [String] = []
    for stage in all.flatMap(\.stages) where !names.contains(stage.name) {
      names.append(stage.name)
    }
    return names
  }
}
