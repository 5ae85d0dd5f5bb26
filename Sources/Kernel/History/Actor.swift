import Texts

/// Who makes a change.
package enum Actor: Hashable, Sendable {
  case person(Person.ID)
  /// A plugin by its name, within its manifest's permissions.
  case plugin(String)
  /// The desk itself: timers, waking, what a life cycle does by itself.
  case desk

  /// What stands in an entry: `person:3`, `plugin:sla` or `desk`.
  package var text: String {
    switch self {
    case .person(let id): "person:\(id.rawValue)"
    case .plugin(let name): "plugin:\(name)"
    case .desk: "desk"
    }
  }

  /// The same for people; a person's name is told by whoever knows it.
  package var words: Text {
    switch self {
    case .person: Text(words: text)
    case .plugin(let name): Text.pagePluginActor(plugin: name)
    case .desk: Text(name: text, of: .actor)
    }
  }

  /// Reads what `text` gives; `nil` for anything else.
  package init?(text: String) {
    if text == "desk" {
      self = .desk
    } else if text.hasPrefix("person:"), let id = Int64(text.dropFirst(7)) {
      self = .person(Person.ID(rawValue: id))
    } else if text.hasPrefix("plugin:") {
      self = .plugin(String(text.dropFirst(7)))
    } else {
      return nil
    }
  }

  /// The person, where it is one.
  package var person: Person.ID? {
    if case .person(let id) = self { id } else { nil }
  }
}
