import Kernel

/// A name or a query that a setting holds, and where it stands.
package struct SettingName: Hashable, Sendable {
  /// What has the name; of a query, the words are in `text`.
  package let kind: SettingSpec.Kind
  package let text: String
  /// The setting and its parts, as `rules.printers.queue`.
  package let path: String
  /// Whether it stands in a rule, where a query is a condition.
  package let isOfRule: Bool
}

extension SettingSpec {
  /// The names and queries that a value of the setting holds, in their order.
  ///
  /// Only what is declared as a name is one: other texts may happen to be spelled alike.
  package func names(in value: JSON) -> [SettingName] {
    names(in: value, at: name, ofRule: false)
  }

  /// What is declared of the part at a path, and whether it is one of a rule; `nil` where there is none.
  package func part(at path: ArraySlice<String>) -> (spec: SettingSpec, isOfRule: Bool)? {
    guard let name = path.first else { return (self, false) }
    let inner: SettingSpec? =
      switch kind {
      case .map: element
      case .record: fields.first { $0.name == name }
      default: nil
      }
    guard let found = inner?.part(at: path.dropFirst()) else { return nil }
    return (found.spec, found.isOfRule || holdsRules)
  }

  private func names(in value: JSON, at path: String, ofRule isOfRule: Bool) -> [SettingName] {
    switch (kind, value) {
    case (.list, .array(let items)):
      return items.flatMap { element.names(in: $0, at: path, ofRule: isOfRule) }
    case (.map, .object(let members)):
      return members.flatMap { name, value in
        names(under: name, value, at: "\(path).\(name)", ofRule: isOfRule || holdsRules)
      }
    case (.record, .object(let members)):
      return members.flatMap { name, value in
        fields.first { $0.name == name }?
          .names(in: value, at: "\(path).\(name)", ofRule: isOfRule) ?? []
      }
    case (_, .string(let text)) where !text.isEmpty:
      return [SettingName(kind: kind, text: text, path: path, isOfRule: isOfRule)]
    default: return []
    }
  }

  /// What stands under a name of a map: in a rule, under that of a field, a text is its value.
  private func names(
    under name: String, _ value: JSON, at path: String, ofRule isOfRule: Bool,
  ) -> [SettingName] {
    guard let keys else { return element.names(in: value, at: path, ofRule: isOfRule) }
    let key = SettingName(kind: keys, text: name, path: path, isOfRule: isOfRule)
    guard keys == .field, element.kind == .text, isOfRule, case .string(let text) = value,
      !text.isEmpty, let kind = TicketField(rawValue: name).flatMap(Kind.init(valuesOf:))
    else { return [key] + element.names(in: value, at: path, ofRule: isOfRule) }
    return [key, SettingName(kind: kind, text: text, path: path, isOfRule: isOfRule)]
  }
}

extension SettingSpec.Kind {
  /// What the values of a field of the kernel's are names of; `nil` where they are none.
  fileprivate init?(valuesOf field: TicketField) {
    switch field {
    case .queue: self = .queue
    case .type: self = .type
    case .stage: self = .stage
    case .assignee, .requester: self = .person
    default: return nil
    }
  }
}
