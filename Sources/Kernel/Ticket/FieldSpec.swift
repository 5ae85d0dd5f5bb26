/// A custom field as a plugin declared it.
package struct FieldSpec: Codable, Equatable, Sendable {
  package var name: String
  package var kind: FieldKind
  /// Whether it holds a list.
  package var isMany = false
  /// Types of ticket that have the field; empty for all.
  package var types: [String] = []
  /// The values a choice may take, in order; by ticket type, `*` for every type.
  package var choices: [String: [String]] = [:]
  /// A query that the people or tickets chosen must match.
  package var among: String?
  package var standard: Value?
  package var least: Double?
  package var most: Double?
  /// Least and most characters of a text.
  package var length: [Int] = []
  /// A Lua pattern that fits the whole value.
  package var pattern: String?
  package var isRequired = false
  package var showIf: String?
  package var requiredIf: String?
  /// The permission needed to see it; `nil` for everybody who sees the ticket.
  package var viewPermission: String?
  /// The permission needed to edit it; `plugin` where only its plugin's hooks may.
  package var editPermission: String?
  /// Whether it is worked out when shown, and so is neither stored nor queried.
  package var isComputed = false
  /// Whether its references never lead back to the ticket itself; `nil` in registries of old.
  package var acyclic: Bool?
  /// Its name in an older version.
  package var was: String?
  /// What choices were called in older versions, by their name; `nil` where none was renamed.
  package var formerChoices: [String: String]?
  /// The plugin that declared it.
  package var plugin: String

  package init(name: String, kind: FieldKind, plugin: String) {
    self.name = name
    self.kind = kind
    self.plugin = plugin
  }

  /// The choices for a type of ticket; empty where the field is no choice.
  package func choices(for type: String) -> [String] {
    choices[type] ?? choices["*"] ?? []
  }
}
