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
    case time
    case date
    case duration
    case choice
    case person
    case ticket
    case queue
    case tag
    case zone
    case list
    case map
    case record
    /// Something that nobody is to read; it stands in `docket.lua`, or rather where that says.
    case secret
  }

  package var name: String
  package var kind: Kind
  /// What the elements of a list or map are; one, or none for texts.
  package var of: [SettingSpec] = []
  /// What a record has, by name.
  package var fields: [SettingSpec] = []
  package var choices: [String] = []
  package var standard: LuaValue?
  package var isRequired = false

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What the elements of a list or map are.
  var element: SettingSpec { of.first ?? SettingSpec(name: name, kind: .text) }
}

extension SettingSpec {
  /// The key `settings` of a manifest, or `fields` of a record.
  static func read(_ table: inout SpecTable, key: String = "settings") -> [SettingSpec] {
    var specs: [SettingSpec] = []
    for pair in table.pairs(key) {
      var inner = SpecTable("\(key).\(pair.key)", pair.value)
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
    spec.choices = table.texts("choices")
    spec.of = elements(&table, of: spec)
    if table.has("fields"), spec.kind != .record { table.fail("fields", "are for records only") }
    spec.fields = read(&table, key: "fields")
    if spec.kind == .record, spec.fields.isEmpty { table.fail("fields", "are missing") }
    spec.isRequired = table.boolean("required") ?? false
    if spec.kind == .choice, spec.choices.isEmpty { table.fail("choices", "are missing") }
    spec.standard = table.value("default")
    if let standard = spec.standard, let problem = spec.problem(with: standard) {
      table.fail("default", problem)
    }
    return spec
  }

  /// What `of` says: a kind, or a whole declaration.
  private static func elements(_ table: inout SpecTable, of spec: SettingSpec) -> [SettingSpec] {
    guard let value = table.value("of") else { return [] }
    if spec.kind != .list, spec.kind != .map { table.fail("of", "is for lists and maps only") }
    guard value.text == nil else {
      guard let kind = table.word("of", as: Kind.self) else { return [] }
      if [.list, .map, .record].contains(kind) {
        table.fail(
          "of", "wants a table that says what the \(kind) holds: { type = \"\(kind)\", … }")
      }
      var inner = SettingSpec(name: spec.name, kind: kind)
      inner.choices = spec.choices
      if kind == .secret { table.fail("of", "cannot be secrets: each is a setting of its own") }
      return [inner]
    }
    var inner = SpecTable("of", value)
    let element = read(&inner, named: spec.name)
    inner.finish()
    for problem in inner.problems {
      table.fail("of", problem.key.map { "`\($0)` \(problem.message)" } ?? problem.message)
    }
    return [element]
  }
}

extension SettingSpec {
  /// What is wrong with a value for this setting; `nil` where it fits.
  func problem(with value: LuaValue) -> String? {
    switch kind {
    case .list:
      guard let items = value.items else { return "wants a list, got \(value.kindName)" }
      return items.compactMap(element.problem(with:)).first
    case .map:
      guard let pairs = value.pairs else { return "wants a table, got \(value.kindName)" }
      return pairs.compactMap { pair in
        element.problem(with: pair.value).map { "`\(pair.key)` \($0)" }
      }.first
    case .record: return recordProblem(value)
    case .secret:
      return "is a secret: it is given in docket.lua, as secrets = { PLUGIN = { \(name) = { env ="
        + " \"NAME\" } } }, or with file = \"PATH\""
    default: return scalarProblem(value)
    }
  }

  private func recordProblem(_ value: LuaValue) -> String? {
    guard let pairs = value.pairs else { return "wants a table, got \(value.kindName)" }
    let names = fields.map(\.name)
    for pair in pairs {
      guard let field = fields.first(where: { $0.name == pair.key }) else {
        return "has a name that \(Names.unknown(pair.key, among: names))"
      }
      if let problem = field.problem(with: pair.value) { return "`\(pair.key)` \(problem)" }
    }
    let missing = fields.first { field in
      field.isRequired && !pairs.contains { $0.key == field.name }
    }
    return missing.map { "lacks `\($0.name)`" }
  }

  private func scalarProblem(_ value: LuaValue) -> String? {
    let isRight =
      switch kind {
      case .boolean: value.boolean != nil
      case .integer: value.integer != nil
      case .ticket: value.integer.map { $0 > 0 } ?? false
      case .number: value.number != nil
      case .time: ValueConversion.instant(value) != nil
      case .duration: Durations.milliseconds(value) != nil
      case .choice: value.text.map(choices.contains) ?? false
      case .date: value.text.map(SettingSpec.isDate) ?? false
      case .zone: value.text.map { (try? Zone.named($0)) != nil } ?? false
      default: value.text != nil
      }
    return isRight ? nil : "wants \(wanted), got \(value.kindName)"
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int64(parts[0]), let month = Int64(parts[1]),
      let day = Int64(parts[2])
    else { return false }
    return CivilDate(year: year, month: month, day: day) != nil
  }

  /// What a value of it is, for messages.
  var wanted: String {
    switch kind {
    case .choice: "one of \(choices.joined(separator: ", "))"
    case .zone: "a time zone such as \"Europe/Berlin\""
    case .list: "a list"
    case .map, .record: "a table with names"
    case .secret: "nothing here"
    default: FieldKind(rawValue: kind.rawValue)?.wanted ?? "a text"
    }
  }
}
