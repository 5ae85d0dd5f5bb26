import Texts

/// What plugins call their fields, stages, types and other names in one language.
///
/// Names are what people type and programs read; labels are what is shown to people instead.
package struct Labels: Sendable {
  private let texts: [String: String]
  /// The life cycles by the types that follow them.
  private let lifecycles: [String: String]
  /// What stages are called in each life cycle that calls them something, by their names.
  private let stages: [String: [String]]

  /// The labels in a language of all that there is, with the stages of each type's life cycle.
  package init(of registry: Registry, language: String) {
    let followed = registry.types.map { ($0.name, $0.lifecycle) }
    self.init(
      registry.labels, language: language,
      following: Dictionary(followed) { first, _ in first })
  }

  /// The labels in a language, else in English: the kernel's, and those of the registry's text of
  /// them, which has none of the kernel's names; none where that cannot be read.
  ///
  /// `lifecycles` are those that types follow.
  package init(
    _ text: String?, language: String, following lifecycles: [String: String] = [:],
  ) {
    let all = text.flatMap { try? JSON(parsing: $0) }
    var texts: [String: String] = [:]
    // What something means is told in any language rather than in none.
    for (_, own) in (all?.members ?? []).sorted(by: { $0.0 > $1.0 }) {
      for (key, text) in own.members ?? [] where Labels.describes(key) {
        if let text = text.string, !text.isEmpty { texts[key] = text }
      }
    }
    for code in ["en", language] {
      texts.merge(KernelLabels.all(in: code)) { $1 }
      for (key, label) in all?[code]?.members ?? [] {
        guard let label = label.string, !label.isEmpty else { continue }
        // Registries of older versions have labels of the kernel's names as well.
        if !KernelLabels.contains(key) { texts[key] = label }
      }
    }
    self.texts = texts
    self.lifecycles = lifecycles
    stages = Labels.stages(in: texts)
  }

  /// The label of a field.
  package func field(_ name: String) -> String? { texts["field.\(name)"] }

  /// The label of what a field may hold: a stage, a type, a queue, a reason or a choice.
  ///
  /// A stage is called as the life cycle of that type calls it; for no type in particular, as all
  /// that call it something do.
  package func value(
    _ name: String, of field: String, onType type: String? = nil,
  ) -> String? {
    switch TicketField(named: field) {
    case .stage:
      if let lifecycle = type.flatMap({ lifecycles[$0] }) {
        // A copy of a life cycle has no labels of its own.
        stage(name, in: lifecycle) ?? texts["stage.\(name)"]
      } else {
        labels(ofStage: name).joinedLabels
      }
    case .type: texts["type.\(name)"]
    case .queue: texts["queue.\(name)"]
    case .closeReason: texts["reason.\(name)"]
    case .priority: texts["priority.\(name)"]
    case .source: texts["source.\(name)"]
    case .category: texts["category.\(name)"]
    default: texts["choice.\(field).\(name)"]
    }
  }

  /// What a life cycle calls a stage of its own.
  package func stage(_ name: String, in lifecycle: String) -> String? {
    texts[Labels.key(ofStage: name, in: lifecycle)]
  }

  /// What all life cycles call a stage of that name, each label once.
  func labels(ofStage name: String) -> [String] {
    stages[name] ?? texts["stage.\(name)"].map { [$0] } ?? []
  }

  /// The key of what a stage is called in one life cycle: others may have a stage of that name.
  package static func key(ofStage name: String, in lifecycle: String) -> String {
    "stage.\(lifecycle).\(name)"
  }

  private static func stages(in texts: [String: String]) -> [String: [String]] {
    var stages: [String: [String]] = [:]
    for (key, label) in texts.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      let parts = key.split(separator: ".")
      guard parts.count == 3, parts[0] == "stage" else { continue }
      let known = stages[String(parts[2])] ?? []
      if !known.contains(label) { stages[String(parts[2])] = known + [label] }
    }
    return stages
  }

  /// The label of an action, a role, a channel or another thing with a name of its own.
  package func name(_ name: String, of kind: String) -> String? { texts["\(kind).\(name)"] }

  /// What a tag or a root cause means, as whoever uses it says.
  package func description(of name: String, in field: TicketField) -> String? {
    Description.kind(of: field).flatMap { texts["\($0).\(name)"] }
  }

  /// The names of that field that are described, sorted.
  package func described(in field: TicketField) -> [String] {
    guard let kind = Description.kind(of: field) else { return [] }
    return texts.keys.filter { $0.hasPrefix("\(kind).") }
      .map { String($0.dropFirst(kind.count + 1)) }.sorted { $0.precedesByBytes($1) }
  }

  /// Whether a key says what something means that needs no declaration.
  package static func describes(_ key: String) -> Bool {
    let kind = key.prefix { $0 != "." }
    return kind.count < key.count && Description.kinds.contains(kind)
  }

  /// The kinds of keys that are labels; other texts are a plugin's own business.
  package static let kinds: Set<Substring> = Description.kinds.union([
    "field", "help", "placeholder", "group", choice, "stage", "type", "queue", "reason",
    "action", "param", "report", "form", "column", "channel", "role", "priority", "category",
    "subscription", view, move, event,
  ])

  /// Those of fields, and of what is named as a field is.
  package static let fieldKinds: Set<Substring> = ["field", "help", "placeholder"]

  /// The key of what a form's own field is called, said of, or answered with: `phone.number`.
  package static func formField(_ field: String, of form: String) -> String { "\(form).\(field)" }

  /// What is filled into a label of that key when it is said.
  package static func places(ofKey key: String) -> Set<String> {
    key.hasPrefix("subscription.") ? ["id", "subject"] : []
  }

  /// What the notices of a subscription are headed with; `nil` where its plugin says nothing of it.
  package func heading(ofSubscription key: String, about ticket: Ticket) -> String? {
    texts["subscription.\(key)"].map { words in
      words.replacing("{id}", with: "\(ticket.id.rawValue)")
        .replacing("{subject}", with: ticket.subject)
    }
  }

  /// The kind of what a choice is called: its key names the field, then the choice.
  package static let choice: Substring = "choice"

  /// The kind of what views are called: its key names the plugin, then the view, since people have
  /// views of the same name.
  package static let view: Substring = "view"

  /// What a plugin calls a view of its own.
  package func view(_ name: String, of plugin: String) -> String? {
    texts["\(Labels.view).\(plugin).\(name)"]
  }

  /// The kind of what notices of an event of a plugin's own are called: its key names the event, which
  /// begins with the plugin.
  package static let event: Substring = "event"

  /// What an event of a plugin's own is called, as `satisfaction.ask`.
  package func event(_ name: String) -> String? { texts["\(Labels.event).\(name)"] }

  /// Whether a key labels an event of that plugin's own.
  package static func isOfEvent(_ key: String, of plugin: String) -> Bool {
    key.hasPrefix("\(event).\(plugin).")
  }

  /// The kind of what is said where a move may not be: its key names the plugin, then its own key.
  package static let move: Substring = "move"

  /// What a plugin says under a key where a move may not be.
  package func refusal(_ key: String, of plugin: String) -> String? {
    texts["\(Labels.move).\(plugin).\(key)"]
  }
}

extension [String] {
  /// Labels that one name has, as one; `nil` for none.
  fileprivate var joinedLabels: String? { isEmpty ? nil : joined(separator: " / ") }
}
