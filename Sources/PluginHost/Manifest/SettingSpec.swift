import Kernel
import Lua

/// A setting that a plugin has, and what it may be.
package struct SettingSpec: Equatable, Sendable {
  /// What a setting holds.
  package enum Kind: String, CaseIterable, Sendable {
    case text
    case longText = "long_text"
    case integer
    case number
    case boolean
    case duration
    case date
    case choice
    case person
    case queue
    case tag
    case zone
    case list
    case map
  }

  package var name: String
  package var kind: Kind
  /// What the elements of a list or map hold.
  package var of: Kind?
  package var choices: [String] = []
  package var standard: LuaValue?
  package var isRequired = false

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The key `settings` of a manifest.
  static func read(_ table: inout SpecTable) -> [SettingSpec] {
    var specs: [SettingSpec] = []
    for pair in table.pairs("settings") {
      var inner = SpecTable("settings.\(pair.key)", pair.value)
      let spec = read(&inner, named: pair.key)
      inner.finish()
      for problem in inner.problems {
        table.fail(pair.key, problem.key.map { "`\($0)` \(problem.message)" } ?? problem.message)
      }
      specs.append(spec)
    }
    return specs
  }

  private static func read(_ table: inout SpecTable, named name: String) -> SettingSpec {
    var spec = SettingSpec(name: name, kind: table.word("type", as: Kind.self) ?? .text)
    if !Names.isPlain(name) { table.fail(nil, "is not a name of letters, digits and _") }
    if !table.has("type") { table.fail("type", "is missing") }
    spec.of = table.word("of", as: Kind.self)
    spec.choices = table.texts("choices")
    spec.isRequired = table.boolean("required") ?? false
    if spec.kind == .choice, spec.choices.isEmpty { table.fail("choices", "are missing") }
    spec.standard = table.value("default")
    if let standard = spec.standard, let problem = spec.problem(with: standard) {
      table.fail("default", problem)
    }
    return spec
  }

  /// What is wrong with a value for this setting; `nil` where it fits.
  func problem(with value: LuaValue) -> String? {
    switch kind {
    case .list:
      guard let items = value.items else { return "wants a list, got \(value.kindName)" }
      return items.compactMap { SettingSpec.problem(with: $0, as: of ?? .text, choices) }.first
    case .map:
      guard let pairs = value.pairs else { return "wants a table, got \(value.kindName)" }
      return pairs.compactMap { SettingSpec.problem(with: $0.value, as: of ?? .text, choices) }
        .first
    default:
      return SettingSpec.problem(with: value, as: kind, choices)
    }
  }

  private static func problem(
    with value: LuaValue, as kind: Kind, _ choices: [String],
  ) -> String? {
    switch kind {
    case .boolean: value.boolean == nil ? "wants true or false, got \(value.kindName)" : nil
    case .integer: value.integer == nil ? "wants a whole number, got \(value.kindName)" : nil
    case .number: value.number == nil ? "wants a number, got \(value.kindName)" : nil
    case .duration:
      Durations.milliseconds(value) == nil ? "wants a duration, got \(value.kindName)" : nil
    case .choice:
      value.text.map(choices.contains) == true
        ? nil : "wants one of \(choices.joined(separator: ", ")), got \(value.kindName)"
    default: value.text == nil ? "wants a text, got \(value.kindName)" : nil
    }
  }
}
