/// A custom field as a plugin declared it.
package struct FieldSpec: Equatable, Sendable {
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
  /// What is needed to edit it; `nil` where editing the ticket is enough.
  package var editPermission: EditPermission?
  /// Whether it is worked out when shown, and so is neither stored nor queried.
  package var isComputed = false
  /// Whether its references never lead back to the ticket itself; `nil` in registries of old.
  package var acyclic: Bool?
  /// Whether the conversation of a ticket that names another one in it stands on that one too; `nil`
  /// where it does not.
  package var joins: Bool?
  /// Whether changes add to it, so that an undo takes away what its change added, whatever came after;
  /// `nil` where it does not.
  package var sum: Bool?
  /// Whether a conversation that it joins is one of its own beside that of the other ticket, where
  /// replies act as none; `nil` where they do, as on a merged ticket.
  package var aside: Bool?
  /// Its name in an older version.
  package var was: String?
  /// Its place among the fields that a form asks for, low first; `nil` counts as 0.
  package var order: Int64?
  /// The heading under which forms ask for it; `nil` where it stands under none.
  package var group: String?
  /// `false` where a form for a new ticket does not ask for it, unless it must not be empty there.
  package var ask: Bool?
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

extension [FieldSpec] {
  /// The fields as a form asks for them: by their `order`, else as they were declared, those of a group
  /// together, and those of none first.
  package var inFormOrder: [FieldSpec] {
    let ordered = enumerated().sorted {
      ($0.element.order ?? 0, $0.offset) < ($1.element.order ?? 0, $1.offset)
    }.map(\.element)
    var groups: [String] = [""]
    for group in ordered.compactMap(\.group) where !groups.contains(group) { groups.append(group) }
    return groups.flatMap { group in ordered.filter { ($0.group ?? "") == group } }
  }
}

/// What is needed to edit a field, besides what the ticket needs.
package enum EditPermission: Equatable, Sendable {
  /// That the field's own plugin edits it: nobody else may.
  case ownPlugin
  /// A permission, by its name.
  case named(String)

  private static let ownPluginWord = "plugin"

  /// Reads what `word` gives.
  package init(_ word: String) {
    self = word == EditPermission.ownPluginWord ? .ownPlugin : .named(word)
  }

  /// How plugins declare it, and registries keep it.
  package var word: String {
    switch self {
    case .ownPlugin: EditPermission.ownPluginWord
    case .named(let name): name
    }
  }

  /// The permission's name; `nil` where none is enough.
  package var name: String? {
    if case .named(let name) = self { name } else { nil }
  }
}

extension EditPermission: JSONStored {
  package init(node: JSONNode) throws(JSONFormError) { self.init(try String(node: node)) }

  package var node: JSONNode { .string(word) }
}

extension FieldSpec: JSONForm {
  package static var blank: Self { FieldSpec(name: "", kind: .text, plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("kind", &kind)
    try members.exchange("isMany", &isMany)
    try members.exchange("types", &types)
    try members.exchange("choices", &choices)
    try members.exchange("among", &among)
    try members.exchange("standard", &standard)
    try members.exchange("least", &least)
    try members.exchange("most", &most)
    try members.exchange("length", &length)
    try members.exchange("pattern", &pattern)
    try members.exchange("isRequired", &isRequired)
    try members.exchange("showIf", &showIf)
    try members.exchange("requiredIf", &requiredIf)
    try members.exchange("viewPermission", &viewPermission)
    try members.exchange("editPermission", &editPermission)
    try members.exchange("isComputed", &isComputed)
    try members.exchange("acyclic", &acyclic)
    try members.exchange("joins", &joins)
    try members.exchange("sum", &sum)
    try members.exchange("aside", &aside)
    try members.exchange("was", &was)
    try members.exchange("formerChoices", &formerChoices)
    try members.exchange("order", &order)
    try members.exchange("group", &group)
    try members.exchange("ask", &ask)
    try members.exchange("plugin", &plugin)
  }
}
