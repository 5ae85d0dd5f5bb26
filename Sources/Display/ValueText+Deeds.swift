import Kernel
import Texts

/// Who did what, in words.
extension ValueText {
  /// Who acted, for people: a person's name, or what else it was.
  package func who(_ actor: Actor) throws -> String {
    try actor.person.map(name) ?? actor.words.rendered(in: times.language)
  }

  /// What was done, for people: a plugin's action as the plugin calls it.
  package func deed(of line: some HistoryLine) -> Text {
    deed(Action(line.action))
  }

  /// An action, for people.
  package func deed(_ action: Action) -> Text {
    labels?.name(action.name, of: "action").map { Text(words: $0) }
      ?? action.text
  }

  /// What a value is called that an action takes or gives.
  package func title(of parameter: String, of action: String) -> String {
    label(of: parameter, of: action) ?? parameter
  }

  /// The same where a plugin says it, of the action's own or of all that are called so.
  func label(of parameter: String, of action: String) -> String? {
    labels?.name("\(action).\(parameter)", of: "param") ?? labels?.field(parameter)
  }
}
