import Desk
import Kernel
import Texts

/// What the desk and its Lua API have by the names and words that somebody types.
struct Findings {
  private struct Finding {
    let kind: String
    let name: String
    let words: String
  }

  private let all: [Finding]

  /// All that exists for whoever the session is of.
  init(in session: DeskSession, isOfStaff: Bool) {
    let registry = session.rulebook.registry
    let labels = Labels(registry.labels, language: "\(session.language.code)")
    var all = PromptSession.reference.map { Finding(kind: "api", name: $0.name, words: $0.summary) }
    all += PromptCommand.all.map {
      Finding(
        kind: "command", name: ".\($0.name)",
        words: $0.summary.rendered(in: session.language))
    }
    all += FieldList(in: session).names.map { name in
      Finding(kind: "field", name: name, words: labels.field(name) ?? "")
    }
    all += registry.lifecycles.flatMap { cycle in
      cycle.stages.map { stage in
        Finding(
          kind: "stage", name: stage.name,
          words: "\(cycle.name): \(stage.category.text.rendered(in: session.language))")
      }
    }
    all += registry.types.map { Finding(kind: "type", name: $0.name, words: $0.lifecycle) }
    all += Verb.allCases.map { Finding(kind: "action", name: $0.rawValue, words: "") }
    all += registry.actions.map { action in
      Finding(
        kind: "action", name: action.name, words: labels.name(action.name, of: "action") ?? "")
    }
    all += registry.closeReasons.map { reason in
      let asked = reason.requires.filter { $0 == "comment" || session.viewer.mayName($0) }
      return Finding(kind: "reason", name: reason.name, words: asked.joined(separator: ", "))
    }
    // How the desk is run is the staff's business.
    if isOfStaff {
      all += registry.plugins.map { plugin in
        Finding(
          kind: "plugin", name: plugin.name,
          words: plugin.summaries?[session.language.code] ?? plugin.summary)
      }
    }
    self.all = all
  }

  /// Those in which all of the words stand, the ones by whose name they are found first.
  func rows(of words: String) -> [[String]] {
    let asked = words.lowercased().split(separator: " ").map(String.init)
    guard !asked.isEmpty else { return [] }
    let found = all.filter { finding in
      let text = "\(finding.kind) \(finding.name) \(finding.words)".lowercased()
      return asked.allSatisfy { text.contains($0) }
    }
    let named = found.filter { finding in
      asked.allSatisfy { finding.name.lowercased().contains($0) }
    }
    let others = found.filter { finding in
      !asked.allSatisfy { finding.name.lowercased().contains($0) }
    }
    return (named + others).map { [$0.kind, $0.name, $0.words] }
  }

  /// What people read of the kind of something that is found; the API is called so everywhere.
  static func words(ofKind kind: String) -> Text {
    switch kind {
    case "field": Text.thingField
    case "stage": Text.thingStage
    case "type": Text.thingType
    case "action": Text.thingAction
    case "reason": Text.thingCloseReason
    case "plugin": Text.columnPlugin
    case "command": Text.promptCommandKind
    default: Text(words: kind)
    }
  }

  /// Whether there is something of the Lua API by that name: a function, a namespace or a value.
  static func isOfAPI(_ name: String) -> Bool {
    PromptSession.reference.contains { known in
      [name, "docket.\(name)"].contains { known.name == $0 || known.name.hasPrefix($0 + ".") }
    }
  }
}
