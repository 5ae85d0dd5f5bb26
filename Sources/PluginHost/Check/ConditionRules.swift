import Kernel
import LuaSyntax
import Texts

/// Conditions that hold for no ticket.
struct ConditionRules {
  let registry: Registry
  let draft: Draft
  let files: [CodeFile]

  func findings() -> [CheckFinding] {
    var seen: Set<String> = []
    return texts.compactMap { text in
      guard seen.insert(text).inserted, let condition = condition(text),
        Satisfiability(registry).isImpossible(condition)
      else { return nil }
      let found = files.lazy.compactMap { file in file.placeOfText(text).map { (file, $0) } }.first
      guard let (file, place) = found else { return nil }
      return file.finding(.impossibleCondition, at: place, Text.checkImpossible(condition: text))
    }
  }

  /// All conditions that the plugin registered.
  private var texts: [String] {
    var texts: [String?] = draft.hooks.map(\.when) + draft.actions.map(\.when)
    for field in draft.fields { texts += [field.showIf, field.requiredIf] }
    texts += draft.lifecycles.flatMap(\.transitions.values).joined().map(\.when)
    texts += draft.roles.flatMap(\.grants).map(\.when)
    texts += draft.subscriptions.map(\.when)
    return texts.compactMap(\.self) + draft.views.map(\.query) + draft.backfills.map(\.query)
  }

  private func condition(_ text: String) -> Condition? {
    let anybody = QueryPeople(
      id: { _ in Person.ID(rawValue: 0) }, name: { _ in nil }, names: { _ in [] })
    let schema = QuerySchema(
      custom: registry.fields, people: registry.personFields ?? [], hidden: [])
    // A view may say more than a condition, and a condition may name other fields by `$`.
    let found = [QueryContext.condition, .list].lazy.compactMap { context in
      try? Query(parsing: text, schema: schema, context: context, people: anybody, zone: .utc)
    }.first
    return found?.condition
  }
}

/// Whether a condition can hold, as far as that is certain from its words alone.
struct Satisfiability {
  /// The categories of each stage, in whatever life cycle.
  private let categories: [String: Set<String>]

  init(_ registry: Registry) {
    var categories: [String: Set<String>] = [:]
    for stage in registry.lifecycles.flatMap(\.stages) {
      categories[stage.name, default: []].insert(stage.category.rawValue)
    }
    self.categories = categories
  }

  /// Whether no ticket fulfils the condition.
  func isImpossible(_ condition: Condition) -> Bool {
    isImpossible(Satisfiability.parts(of: condition))
  }

  /// What has to hold all together.
  private static func parts(of condition: Condition) -> [Condition] {
    if case .all(let parts) = condition { parts.flatMap(Satisfiability.parts) } else { [condition] }
  }

  private func isImpossible(_ parts: [Condition]) -> Bool {
    let simple = parts.filter { part in
      if case .any = part { false } else { true }
    }
    if contradict(simple) { return true }
    return parts.contains { part in
      guard case .any(let choices) = part else { return false }
      return choices.allSatisfy { contradict(simple + Satisfiability.parts(of: $0)) }
    }
  }

  private func contradict(_ parts: [Condition]) -> Bool {
    if parts.contains(.never) { return true }
    let negated = Set(
      parts.compactMap { part in
        if case .not(let inner) = part { inner } else { nil }
      })
    guard negated.isDisjoint(with: parts) else { return true }
    let empty = Set(
      parts.compactMap { part in
        if case .isEmpty(let field) = part { field } else { nil }
      })
    var allowed: [QueryField: Set<Operand>] = [:]
    for case .field(let field, let matches) in parts {
      if empty.contains(field) { return true }
      guard !field.isMany, let values = Satisfiability.values(of: matches) else { continue }
      allowed[field] = allowed[field].map { $0.intersection(values) } ?? values
    }
    return allowed.values.contains(where: \.isEmpty) || stageContradicts(allowed)
  }

  /// The only values that a field may have; `nil` where there are others.
  private static func values(of matches: [Match]) -> Set<Operand>? {
    var values: Set<Operand> = []
    for match in matches {
      guard case .equals(let operand) = match, case .value = operand else { return nil }
      values.insert(operand)
    }
    return values
  }

  /// Whether no stage that may be has a category that may be.
  private func stageContradicts(_ allowed: [QueryField: Set<Operand>]) -> Bool {
    guard let stages = allowed[QueryField(.stage)], let wanted = allowed[QueryField(.category)]
    else { return false }
    let names = Set(wanted.compactMap(Satisfiability.name))
    return stages.allSatisfy { stage in
      guard let name = Satisfiability.name(stage), let there = categories[name] else {
        return false
      }
      return there.isDisjoint(with: names)
    }
  }

  private static func name(_ operand: Operand) -> String? {
    if case .value(.text(let name)) = operand { name } else { nil }
  }
}
