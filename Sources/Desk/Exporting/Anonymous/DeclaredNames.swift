import Kernel

/// The names that are a desk's configuration and nobody's words: they stay in an anonymous export.
struct DeclaredNames {
  let rulebook: Rulebook
  private let stages: Set<String>
  private let types: Set<String>
  private let reasons: Set<String>
  private let queues: Set<String>
  private let tags: [String: Set<String>]
  private let fields: [String: FieldSpec]
  private let personFields: [String: FieldSpec]
  /// What stands in `by` and `hook`, without the version.
  private let hooks: Set<String>
  private let all: Set<String>

  /// Ways in that the desk or what comes with it knows.
  private static let sources = Set(
    Source.own.map(\.rawValue) + [
      "manual", "email", "phone", "letter", "web", "api", "chat", "form", "mail", "server",
    ])
  /// What the kernel's own actions are told.
  private static let params: Set<String> = [
    "to", "till", "name", "names", "subject", "message", "include", "entry", "entries", "part",
    "fields", "only", "undoes", Entry.removed, "reason", "public",
  ]

  init(_ rulebook: Rulebook) {
    let registry = rulebook.registry
    self.rulebook = rulebook
    stages = Set(registry.lifecycles.flatMap { $0.stages.flatMap { [$0.name, $0.was ?? ""] } })
    types = Set(registry.types.flatMap { [$0.name, $0.was ?? ""] })
    reasons = Set(registry.closeReasons.flatMap { [$0.name, $0.was ?? ""] })
    queues = rulebook.queues.union((registry.formerQueues ?? [:]).values)
    let labels = rulebook.labels(in: rulebook.settings.languageCode)
    tags = Dictionary(
      uniqueKeysWithValues: [TicketField.tags, .rootCauses].map {
        ($0.rawValue, Set(labels.described(in: $0)))
      })
    fields = DeclaredNames.byName(registry.fields)
    personFields = DeclaredNames.byName(registry.personFields ?? [])
    hooks = Set(
      registry.hooks.map { "\($0.plugin):\($0.name)" }
        + registry.actions.map { "\($0.plugin):\($0.name)" }
        + registry.timers.map { "\($0.plugin):\($0.name)" }
        + (registry.backfills ?? []).map { "\($0.plugin):\($0.name)" })
    let choices = (registry.fields + (registry.personFields ?? [])).flatMap(DeclaredNames.choices)
    all = stages.union(types).union(reasons).union(queues).union(choices)
      .union(rulebook.roles.keys).union(Verb.names).union(registry.actions.map(\.name))
      .union(Category.allCases.map(\.rawValue)).union(Priority.allCases.map(\.rawValue))
      .union(TicketField.allCases.map(\.rawValue)).union(fields.keys).subtracting([""])
  }

  /// By the names that they have and had.
  private static func byName(_ fields: [FieldSpec]) -> [String: FieldSpec] {
    Dictionary(
      fields.flatMap { field in [field.name, field.was].compactMap(\.self).map { ($0, field) } }
    ) { first, _ in first }
  }

  private static func choices(of field: FieldSpec) -> [String] {
    field.choices.values.flatMap(\.self) + (field.formerChoices ?? [:]).values
  }

  /// Whether a text is such a name, whatever of.
  func has(_ name: String) -> Bool { all.contains(name) }

  /// The declaration of a ticket's field; `nil` for the kernel's and for none.
  func field(_ name: String) -> FieldSpec? { fields[name] }

  func personField(_ name: String) -> FieldSpec? { personFields[name] }

  /// Whether a value of the field is one of those that were declared for it.
  func has(_ value: String, in field: TicketField) -> Bool {
    switch field {
    case .type: types.contains(value)
    case .queue: queues.contains(value)
    case .stage: stages.contains(value)
    case .closeReason: reasons.contains(value)
    case .source: DeclaredNames.sources.contains(value) || rulebook.plugins[value] != nil
    case .tags, .rootCauses: tags[field.rawValue]?.contains(value) ?? false
    case .priority: Priority(rawValue: value) != nil
    case .category: Category(rawValue: value) != nil
    default: false
    }
  }

  /// The same of a field that a plugin declared, or of what its action takes or gives.
  func has(_ value: String, in field: FieldSpec) -> Bool {
    field.kind == .queue
      ? queues.contains(value) : DeclaredNames.choices(of: field).contains(value)
  }

  func hasAction(_ name: String) -> Bool {
    Verb(rawValue: name) != nil || rulebook.actions[name] != nil
      || DeskAction(rawValue: name) != nil
  }

  /// Whether an action takes or gives something of that name.
  func hasPart(_ name: String, of action: String) -> Bool {
    part(name, of: action) != nil
      || rulebook.actions[action] == nil && DeclaredNames.params.contains(name)
  }

  /// What an action of a plugin takes or gives by that name.
  func part(_ name: String, of action: String) -> FieldSpec? {
    rulebook.actions[action].flatMap { spec in
      (spec.params + spec.data).first { $0.name == name }
    }
  }

  func hasPlugin(_ name: String) -> Bool { rulebook.plugins[name] != nil }

  func hasRole(_ name: String) -> Bool {
    rulebook.roles[name] != nil || name == RoleSpec.admin.name
  }

  /// Whether something is what stands in `by`: `plugin@version:hook` of a plugin that is here.
  func hasHook(_ signature: String) -> Bool {
    let parts = signature.split(separator: "@", maxSplits: 1)
    guard parts.count == 2, let colon = parts[1].firstIndex(of: ":") else { return false }
    let isVersion = parts[1][..<colon].allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    return isVersion && hooks.contains("\(parts[0])\(parts[1][colon...])")
  }
}
