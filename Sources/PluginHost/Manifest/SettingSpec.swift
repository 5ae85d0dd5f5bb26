import Kernel
import Lua
import Texts

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
    /// Names of what plugins and the desk declare; what has the name follows another one.
    case type
    case stage
    case role
    case field
    case closeReason = "close_reason"
    case rootCause = "root_cause"
    /// A condition or a list, in the query language.
    case query
    /// An event, as `create`; of `field.NAME`, the field's name follows.
    case event
    /// Somebody to be told or given something, as a person's name or `role:NAME`.
    case recipient
    case zone
    case list
    case map
    case record
    /// Something that nobody is to read; it stands in `docket.lua`, or rather where that says.
    case secret

    /// Whether a value is a text, of which a length and a form can be asked.
    var isText: Bool {
      switch self {
      case .text, .longText, .type, .stage, .role, .field, .closeReason, .rootCause, .query,
        .event, .recipient:
        true
      case .integer, .number, .boolean, .time, .date, .duration, .choice, .person, .ticket, .queue,
        .tag, .zone, .list, .map, .record, .secret:
        false
      }
    }
  }

  package var name: String
  package var kind: Kind
  /// What the elements of a list or map are; one, or none for texts.
  package var of: [SettingSpec] = []
  /// What the names of a map are; `nil` where they are names of its own.
  package var keys: Kind?
  /// What a record has, by name.
  package var fields: [SettingSpec] = []
  /// What a choice may be; of a text, where it is one of some.
  package var choices: [String] = []
  /// The least and the most of a number; a duration's in milliseconds.
  package var bounds: ClosedRange<Double>?
  /// The least and the most characters of a text.
  var length: ClosedRange<Int>?
  /// A Lua pattern that a whole text fits.
  var pattern: String?
  package var standard: LuaValue?
  package var isRequired = false

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// What the elements of a list or map are.
  package var element: SettingSpec { of.first ?? SettingSpec(name: name, kind: .text) }
}

extension SettingSpec {
  /// The keys of a setting's declaration.
  static let keys: [APIPart] = [
    .needed("type", .words(of: Kind.self)),
    .init("choices", .listOf(.text), "of a choice, or of a text that is one of some"),
    .init("between", .bounds, "the least and the most, of numbers and durations"),
    .init("length", .bounds, "the least and the most characters, of texts"),
    .init("pattern", .text, "a Lua pattern that the whole text fits"),
    .init("of", .either(.text, .table), "what a list or map holds: a type, or a declaration"),
    .init("keys", .words(of: Kind.self), "what the names of a map are, as field"),
    .init("fields", .table, "what a record has, by name; each declared in the same way"),
    .init("required", .boolean, "whether the desk must give it"),
    .init("default", .any, "what it is where the desk gives none"),
  ]

  /// The key `settings` of a manifest, or `fields` of a record.
  static func read(_ table: inout SpecTable, key: String = "settings") -> [SettingSpec] {
    var specs: [SettingSpec] = []
    for pair in table.pairs(key) {
      var inner = SpecTable("\(key).\(pair.key)", pair.value, keys)
      let spec = read(&inner, named: pair.key)
      inner.finish()
      for problem in inner.problems {
        table.fail(pair.key, problem.text)
      }
      specs.append(spec)
    }
    return specs
  }

  private static func read(_ table: inout SpecTable, named name: String) -> SettingSpec {
    var spec = SettingSpec(name: name, kind: table.word("type", as: Kind.self) ?? .text)
    if !Names.isPlain(name) { table.fail(nil, Text.settingName) }
    spec.choices = table.texts("choices")
    spec.of = elements(&table, of: spec)
    spec.keys = table.word("keys", as: Kind.self)
    if spec.keys != nil, spec.kind != .map { table.fail("keys", Text.settingKeysForMaps) }
    if table.has("fields"), spec.kind != .record {
      table.fail("fields", Text.settingFieldsForRecords)
    }
    spec.fields = read(&table, key: "fields")
    if spec.kind == .record, spec.fields.isEmpty { table.fail("fields", Text.tableMissingAll) }
    spec.isRequired = table.boolean("required") ?? false
    spec.readBounds(from: &table)
    spec.standard = table.value("default")
    if let standard = spec.standard, let problem = spec.problem(with: standard) {
      table.fail("default", problem)
    }
    return spec
  }

  /// What `of` says: a kind, or a whole declaration.
  private static func elements(_ table: inout SpecTable, of spec: SettingSpec) -> [SettingSpec] {
    guard let value = table.value("of") else { return [] }
    if spec.kind != .list, spec.kind != .map { table.fail("of", Text.settingOfForLists) }
    guard value.text == nil else {
      guard let kind = table.word("of", as: Kind.self) else { return [] }
      if [.list, .map, .record].contains(kind) {
        table.fail(
          "of", Text.settingOfTable(kind: kind.rawValue))
      }
      var inner = SettingSpec(name: spec.name, kind: kind)
      inner.choices = spec.choices
      if kind == .secret { table.fail("of", Text.settingOfSecret) }
      return [inner]
    }
    var inner = SpecTable("of", value, keys)
    let element = read(&inner, named: spec.name)
    inner.finish()
    for problem in inner.problems {
      table.fail("of", problem.text)
    }
    return [element]
  }
}

extension SettingSpec {
  /// What is wrong with a value for this setting; `nil` where it fits.
  func problem(with value: LuaValue) -> Text? {
    switch kind {
    case .list:
      guard let items = value.items else {
        return Text.tableWants(wanted: Text.valueList, got: value.kindName)
      }
      return items.compactMap(element.problem(with:)).first
    case .map:
      guard let pairs = value.pairs else {
        return Text.tableWants(wanted: Text.valueTable, got: value.kindName)
      }
      return pairs.compactMap { pair in
        element.problem(with: pair.value).map {
          Text.tableKey(key: pair.key, problem: $0)
        }
      }.first
    case .record: return recordProblem(value)
    case .secret:
      return Text.settingSecret(name: name)
    default: return scalarProblem(value)
    }
  }

  private func recordProblem(_ value: LuaValue) -> Text? {
    guard let pairs = value.pairs else {
      return Text.tableWants(wanted: Text.valueTable, got: value.kindName)
    }
    let names = fields.map(\.name)
    for pair in pairs {
      guard let field = fields.first(where: { $0.name == pair.key }) else {
        return Text.settingUnknownName(unknown: Names.unknown(pair.key, among: names))
      }
      if let problem = field.problem(with: pair.value) {
        return Text.tableKey(key: pair.key, problem: problem)
      }
    }
    let missing = fields.first { field in
      field.isRequired && !pairs.contains { $0.key == field.name }
    }
    return missing.map { Text.settingLacks(name: $0.name) }
  }

  private func scalarProblem(_ value: LuaValue) -> Text? {
    let isRight =
      switch kind {
      case .boolean: value.boolean != nil
      case .integer: value.integer != nil
      case .ticket: value.integer.map { $0 > 0 } ?? false
      case .number: value.number != nil
      case .time: ValueConversion.instant(value) != nil
      case .duration: Durations.milliseconds(value) != nil
      case .date: value.text.map(SettingSpec.isDate) ?? false
      case .zone: value.text.map { (try? Zone.named($0)) != nil } ?? false
      default: value.text != nil
      }
    return isRight && isWithinBounds(value)
      ? nil : Text.tableWants(wanted: wanted, got: value.kindName)
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int64(parts[0]), let month = Int64(parts[1]),
      let day = Int64(parts[2])
    else { return false }
    return CivilDate(year: year, month: month, day: day) != nil
  }

  /// What a value of it is, for people who read what can be set.
  package var kindWords: Text {
    switch kind {
    case .zone: Text.valueZone
    case .list where element.kind == .text: Text.valueTexts
    case .list: Text.valueListOf(what: element.kindWords)
    case .map, .record: Text.valueNamed
    case .secret: Text.valueSecret
    default: FieldKind(rawValue: kind.rawValue)?.words ?? named
    }
  }

  /// What a value of it is, for messages.
  var wanted: Text {
    if let bounded { return bounded }
    return switch kind {
    case .zone: Text.valueZone
    case .list: Text.valueList
    case .map, .record: Text.valueNamed
    case .secret: Text.valueNothing
    default: FieldKind(rawValue: kind.rawValue)?.wanted ?? named
    }
  }

  /// What fields have no kind for.
  private var named: Text {
    switch kind {
    case .type: Text.valueType
    case .role: Text.valueRole
    case .field: Text.valueField
    case .closeReason: Text.valueReason
    case .rootCause: Text.valueRootCause
    case .query: Text.valueQuery
    case .event: Text.valueEvent
    case .recipient: Text.valueRecipient
    default: Text.valueText
    }
  }
}

extension SettingSpec {
  /// The queues that a value names.
  package func queues(in value: JSON) -> [String] {
    switch (kind, value) {
    case (.queue, .string(let name)): [name]
    case (.list, .array(let items)): items.flatMap(element.queues)
    case (.map, .object(let members)): members.flatMap { element.queues(in: $0.1) }
    case (.record, .object(let members)):
      members.flatMap { name, value in
        fields.first { $0.name == name }?.queues(in: value) ?? []
      }
    default: []
    }
  }
}
