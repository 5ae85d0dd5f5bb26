import Kernel
import Lua
import Texts

/// A table that a plugin wrote, read key by key; what is wrong with it is collected.
///
/// Its description says which keys it may have, which it must, and of what types they are.
struct SpecTable {
  /// What is wrong with one key, or with the whole where there is no key.
  struct Problem: Equatable {
    var key: String?
    var message: Text

    /// What is wrong, after the key where there is one.
    var text: Text {
      key.map { Text.tableKey(key: $0, problem: message) } ?? message
    }
  }

  /// What the table is, as messages name it: `docket.field`.
  let subject: Text
  private var values: [String: LuaValue] = [:]
  /// The keys whose values are not of the types that are described: nobody reads them.
  private var wrong: Set<String> = []
  private let keys: [APIPart]
  private(set) var problems: [Problem] = []

  init(_ subject: String, _ value: LuaValue, _ keys: [APIPart]) {
    self.init(Text(words: subject), value, keys)
  }

  init(_ subject: Text, _ value: LuaValue, _ keys: [APIPart]) {
    self.subject = subject
    self.keys = keys
    guard let pairs = value.pairs else {
      problems.append(
        Problem(
          message: Text.tableWants(wanted: Text.valueTableNamed, got: value.kindName)))
      return
    }
    for pair in pairs { values[pair.key] = pair.value }
    for part in keys { check(part) }
  }

  /// Notes where what is under a key is not what its description says.
  private mutating func check(_ part: APIPart) {
    guard let value = values[part.name], value != .null else {
      if part.isRequired { fail(part.name, Text.tableMissing) }
      return
    }
    guard let wanted = part.type.wanted(underKey: value) else { return }
    fail(part.name, Text.tableWants(wanted: wanted, got: value.kindName))
    wrong.insert(part.name)
  }

  mutating func fail(_ key: String?, _ message: Text) {
    problems.append(Problem(key: key, message: message))
  }

  /// The value under a key; `nil` where there is none of the type that is described.
  func value(_ key: String) -> LuaValue? {
    assert(takes(key), "\(subject) does not describe \(key)")
    guard !wrong.contains(key), let value = values[key], value != .null else { return nil }
    return value
  }

  /// Whether the table may have the key.
  func takes(_ key: String) -> Bool { keys.contains { $0.name == key } }

  private func requires(_ key: String) -> Bool {
    keys.contains { $0.name == key && $0.isRequired }
  }

  /// What tables under that key may have.
  func keys(under key: String) -> [APIPart] {
    guard case .keys(let keys)? = keys.first(where: { $0.name == key })?.type else { return [] }
    return keys
  }

  /// Whether the table has the key.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// Notes the keys that it may not have, each with the nearest known one.
  mutating func finish() {
    for key in values.keys.filter({ !takes($0) }).sorted() {
      fail(key, Text.tableUnknownKey(hint: hint(insteadOf: key)))
    }
  }

  private func hint(insteadOf key: String) -> Text {
    let known = keys.map(\.name)
    // Whoever knows forms from elsewhere writes `help = "…"` beside a field's name.
    if let name = values["name"]?.text, keys.contains(where: { $0.name == "show_if" }),
      ["label", "help", "placeholder"].contains(key)
    {
      let kind = key == "label" ? "field" : key
      return Text.registrationHelpText(key: "\(kind).\(name)")
    }
    // Whoever writes `update(1, { priority = "high" })` means a field.
    if TicketField(named: key) != nil, let edits = keys.first(where: { $0.type == .edits }) {
      return Text.hintFieldsIn(table: edits.name, name: key)
    }
    return nearestName(to: key, among: known).map { Text.hintMaybeCode(name: $0) }
      ?? Text.hintKnownKeys(names: known.joined(separator: ", "))
  }

  /// Ends the reading: all that is wrong becomes one error in Lua.
  mutating func check() throws(HostError) {
    finish()
    guard !problems.isEmpty else { return }
    let all = Text(joining: problems.map(\.text), by: "; ")
    throw HostError(Text.frameOf(owner: subject, problem: all))
  }
}

extension SpecTable {
  /// The value that `read` makes of what is under the key; notes what was wanted where it cannot.
  mutating func read<Result, Failure: Error>(
    _ key: String, _ wanted: Text, _ read: (LuaValue) throws(Failure) -> Result?,
  ) throws(Failure) -> Result? {
    guard let value = value(key) else { return nil }
    if let result = try read(value) { return result }
    fail(key, Text.tableWants(wanted: wanted, got: value.kindName))
    return nil
  }

  mutating func text(_ key: String) -> String? {
    read(key, Text.valueText) { $0.text }
  }

  mutating func boolean(_ key: String) -> Bool? {
    read(key, Text.valueBoolean) { $0.boolean }
  }

  mutating func integer(_ key: String) -> Int64? {
    read(key, Text.valueInteger) { $0.integer }
  }

  mutating func number(_ key: String) -> Double? {
    read(key, Text.valueNumber) { $0.number }
  }

  mutating func function(_ key: String) -> LuaFunction? {
    read(key, Text.valueFunction) { $0.function }
  }

  /// A list of texts; empty where there is none.
  mutating func texts(_ key: String) -> [String] {
    read(key, Text.valueTexts) { $0.texts } ?? []
  }

  /// A table with named keys, in the order of their bytes; empty where there is none.
  mutating func pairs(_ key: String) -> [LuaPair] {
    read(key, Text.valueTableNamed) { $0.pairs } ?? []
  }

  /// A list; empty where there is none.
  mutating func items(_ key: String) -> [LuaValue] {
    read(key, Text.valueList) { $0.items } ?? []
  }

  /// A text that must be there, as its description says, and not be empty.
  mutating func required(_ key: String) -> String {
    assert(requires(key), "\(subject) does not require \(key)")
    let text = text(key)
    if text == "" { fail(key, Text.tableEmpty) }
    return text ?? ""
  }

  /// A name of lower-case letters, digits and underscores that must be there.
  mutating func name(_ key: String = "name") -> String {
    let name = required(key)
    if !name.isEmpty, !Names.isPlain(name) {
      fail(key, Text.tableName(name: name))
    }
    return name
  }

  /// What it was called in an older version; `nil` where it says nothing of that.
  mutating func formerName(_ key: String = "was") -> String? {
    guard let name = text(key) else { return nil }
    if !Names.isPlain(name) { fail(key, Text.tableName(name: name)) }
    return name
  }

  /// One of the words that a type has.
  mutating func word<Word: CaseIterable & RawRepresentable<String>>(
    _ key: String, as type: Word.Type,
  ) -> Word? {
    guard let text = text(key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    fail(key, Names.unknown(text, among: Word.allCases.map(\.rawValue)))
    return nil
  }

  /// A length of time in milliseconds: `"90m"`, or seconds as a number.
  mutating func duration(_ key: String) -> Int64? {
    read(key, Text.valueDuration) { Durations.milliseconds($0) }
  }
}

extension FieldKind {
  /// What a value of the kind is, for messages.
  var wanted: Text {
    switch self {
    case .text, .longText, .tag: Text.valueText
    case .integer: Text.valueInteger
    case .number: Text.valueNumber
    case .boolean: Text.valueBoolean
    case .time: Text.valueTime
    case .date: Text.valueDate
    case .duration: Text.valueDuration
    case .choice: Text.valueChoice
    case .person: Text.valuePerson
    case .ticket: Text.valueTicket
    case .queue: Text.valueQueue
    case .stage: Text.valueStage
    case .category: Text.valueCategory
    case .priority: Text.valuePriority
    case .attachment: Text.valueFile
    }
  }
}
