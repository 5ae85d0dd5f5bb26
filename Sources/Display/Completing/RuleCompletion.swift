import Desk
import Kernel
import Texts

/// Completes the rules of a plugin and what can be said of them.
struct RuleCompletion {
  let desk: DeskCompletion

  /// The rules whose names begin so, and whether each is switched on.
  func names(_ typed: String) throws -> [Candidate] {
    try desk.session.rules(of: desk.plugin).rules.filter { $0.name.hasPrefix(typed) }.map { rule in
      Candidate(rule.name, desk.surface.words(rule.isActive ? Text.ruleOn : Text.ruleOff))
    }
  }

  /// `PART=`, and once that is there the part's values; of a list, the last one is completed.
  func parts(_ typed: String) throws -> [Candidate] {
    let parts = try desk.session.rules(of: desk.plugin).parts
    guard let equals = typed.firstIndex(of: "=") else {
      return desk.begun(parts.map(\.name), typed).map { Candidate("\($0.text)=") }
    }
    let name = typed[..<equals].filter { $0 != "+" && $0 != "-" }
    guard let part = parts.first(where: { $0.name == name }) else { return [] }
    let value = String(typed[typed.index(after: equals)...])
    return try values(of: part, value).map { $0.behind(typed[...equals]) }
  }

  private func values(of part: RulePartKind, _ typed: String) throws -> [Candidate] {
    guard part.choices.isEmpty else {
      return desk.listed(part.choices.map { Candidate($0) }, typed)
    }
    if let names = part.names { return try desk.candidates(for: source(of: names), typed: typed) }
    return try FieldKind(rawValue: part.element ?? part.kind).map { kind in
      try desk.values(of: kind, typed)
    } ?? []
  }

  /// What is a name of the desk is completed as on the command line.
  private func source(of names: RulePartKind.Names) -> CompletionSource {
    switch names {
    case .types: .types
    case .stages: .stages
    case .roles: .roles
    case .fields: .fields
    case .reasons: .reasons
    case .rootCauses: .rootCauses
    case .query: .query
    }
  }
}
