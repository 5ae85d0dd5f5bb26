import Kernel
import Lua
import Texts

extension Draft {
  static let fieldKeys: [APIPart] =
    [
      .needed("name", .text, "lower-case letters, digits and _; one name, one plugin"),
      .init("on", .text, "ticket or person; a ticket where it is left out"),
    ] + memberKeys

  /// What is said of a field, and of an action's parameters and data.
  static let memberKeys: [APIPart] = [
    .needed("type", .text, DeclarableKind.allCases.map(\.rawValue).joined(separator: " ")),
    .init("many", .boolean, "whether it holds a list"),
    .init(
      "types", .listOf(.text), "the types of ticket that have it; all, where it is left out"),
    .init(
      "choices", .either(.list, .table),
      "of a choice, or by type of ticket; each a text, or { name, was }"),
    .init("among", .query, "a condition that the person or ticket in it fulfils"),
    .init("default", .any, "what a new ticket starts with"),
    .init("between", .bounds, "the least and the most, of numbers and durations"),
    .init("length", .bounds, "the least and the most characters, of texts"),
    .init("pattern", .text, "a Lua pattern that the whole text fits"),
    .init("required", .boolean, "whether it must not be empty"),
    .init("show_if", .query, "a condition on which the ticket has it"),
    .init("required_if", .query, "a condition on which it must not be empty"),
    .init("order", .integer, "its place among what forms ask, low first; 0, where it is left out"),
    .init("group", .text, "the name of a heading under which forms ask it; group.NAME labels it"),
    .init(
      "ask", .boolean,
      "false: a form for a new ticket does not ask it, unless it must not be empty there"),
    .init("view", .text, "the permission to see it, which is declared by this"),
    .init("edit", .text, #"the permission to edit it, or "plugin": only its own hooks do"#),
    .init(
      "computed", .function(["ticket", "now"], .computing),
      "gives the value where it is shown; it cannot be queried"),
    .init(
      "acyclic", .boolean,
      "for tickets: whether it never leads back to the ticket itself"),
    .init(
      "joins", .either(.boolean, .oneOf([Draft.asideWord])),
      "for tickets: whether what is said on a ticket stands on the one in it too; acyclic; aside: as a"
        + " conversation of its own, where replies act as none"),
    .init(
      "sum", .boolean,
      "for numbers and durations: whether changes add to it, and an undo takes that away"),
    .init("was", .text, "its name in an older version; what has the name follows"),
  ]

  static let choiceKeys: [APIPart] = [
    .init("name", .text, "what tickets have"),
    .init("was", .text, "its name in an older version; tickets and queries follow"),
  ]

  /// `docket.field`.
  mutating func addField(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.field", value, Draft.fieldKeys)
    let name = table.name()
    let owner = table.word("on", as: FieldOwner.self) ?? .ticket
    if owner.takenNames.contains(name) {
      table.fail("name", owner.taken(name))
    }
    claim(name, among: (fields + personFields).map(\.name), of: Text.thingField, in: &table)
    let spec = fieldSpec(name, &table)
    guard owner == .ticket else {
      checkPerson(spec, &table)
      try table.check()
      return personFields.append(spec)
    }
    if spec.isComputed, let computed = table.function("computed") {
      functions[.computed(name)] = computed
    }
    try table.check()
    fields.append(spec)
  }

  /// The keys that fields and an action's params have in common.
  func fieldSpec(_ name: String, _ table: inout SpecTable) -> FieldSpec {
    let kind = table.word("type", as: DeclarableKind.self)?.kind ?? .text
    var spec = FieldSpec(name: name, kind: kind, plugin: plugin)
    spec.isMany = table.boolean("many") ?? false
    spec.types = table.texts("types")
    (spec.choices, spec.formerChoices) = choices(&table, kind)
    spec.among = table.text("among")
    bounds(&table, &spec)
    spec.pattern = table.text("pattern")
    spec.isRequired = table.boolean("required") ?? false
    spec.showIf = table.text("show_if")
    spec.requiredIf = table.text("required_if")
    spec.viewPermission = viewPermission(&table)
    spec.editPermission = editPermission(&table)
    spec.isComputed = table.function("computed") != nil
    readJoining(&table, into: &spec)
    spec.acyclic = table.boolean("acyclic") ?? (spec.joins == true ? true : nil)
    spec.sum = table.boolean("sum")
    spec.order = table.integer("order")
    spec.group = group(&table)
    spec.ask = table.boolean("ask")
    spec.was = table.formerName()
    if let standard = table.value("default") {
      spec.standard = ValueConversion.declared(standard, kind: kind, isMany: spec.isMany)
      if spec.standard == nil {
        table.fail(
          "default", Text.tableWants(wanted: kind.wanted, got: standard.kindName))
      }
    }
    checkFit(spec, &table)
    return spec
  }

  /// How a field joins conversations that stands aside.
  static let asideWord = "aside"

  /// Whether the field joins a ticket's conversation to that of another one.
  private func readJoining(_ table: inout SpecTable, into spec: inout FieldSpec) {
    guard let value = table.value("joins") else { return }
    if let word = value.text {
      guard word == Draft.asideWord else {
        return table.fail("joins", Names.unknown(word, among: [Draft.asideWord]))
      }
      (spec.joins, spec.aside) = (true, true)
    } else if let joins = value.boolean {
      spec.joins = joins
    } else {
      table.fail("joins", Text.tableWants(wanted: Text.valueBoolean, got: value.kindName))
    }
  }

  /// The choices by type of ticket, and what some were called before.
  private func choices(
    _ table: inout SpecTable, _ kind: FieldKind,
  ) -> (choices: [String: [String]], former: [String: String]?) {
    guard let value = table.value("choices") else {
      if kind == .choice { table.fail("choices", Text.tableMissingAll) }
      return ([:], nil)
    }
    var former: [String: String] = [:]
    if let words = Draft.words(value, &former), !words.isEmpty {
      return (["*": words], former.isEmpty ? nil : former)
    }
    var choices: [String: [String]] = [:]
    for pair in value.pairs ?? [] { choices[pair.key] = Draft.words(pair.value, &former) }
    if choices.isEmpty || choices.count != value.pairs?.count {
      table.fail("choices", Text.registrationChoices)
    }
    return (choices, former.isEmpty ? nil : former)
  }

  /// A list of choices, each a text or `{ name =, was = }`; `nil` for anything else.
  private static func words(_ value: LuaValue, _ former: inout [String: String]) -> [String]? {
    guard let items = value.items else { return nil }
    var words: [String] = []
    for item in items {
      if let word = item.text {
        words.append(word.composed)
        continue
      }
      guard let pairs = item.pairs,
        pairs.allSatisfy({ pair in choiceKeys.contains { $0.name == pair.key } }),
        let name = item["name"]?.text?.composed, let was = item["was"]?.text?.composed
      else { return nil }
      words.append(name)
      former[name] = was
    }
    return words
  }

  private func bounds(_ table: inout SpecTable, _ spec: inout FieldSpec) {
    if let between = table.bounds("between", ofDurations: spec.kind == .duration) {
      spec.least = between.lowerBound
      spec.most = between.upperBound
    }
    if let length = table.bounds("length") {
      spec.length = [Int(length.lowerBound), Int(length.upperBound)]
    }
  }

  private func group(_ table: inout SpecTable) -> String? {
    guard let name = table.text("group") else { return nil }
    if !Names.isPlain(name) { table.fail("group", Text.tableName(name: name)) }
    return name
  }

  private func viewPermission(_ table: inout SpecTable) -> String? {
    guard let name = table.text("view") else { return nil }
    if let problem = PermissionList.problem(with: name) { table.fail("view", problem) }
    return name
  }

  private func editPermission(_ table: inout SpecTable) -> EditPermission? {
    guard let permission = table.text("edit").map(EditPermission.init) else { return nil }
    if let problem = permission.name.flatMap(PermissionList.problem(with:)) {
      table.fail("edit", problem)
    }
    return permission
  }

  /// What the parts of a declaration ask of each other.
  private func checkFit(_ spec: FieldSpec, _ table: inout SpecTable) {
    if !spec.choices.isEmpty, spec.kind != .choice {
      table.fail("choices", Text.registrationChoicesOnly)
    }
    if !spec.length.isEmpty, ![.text, .longText].contains(spec.kind) {
      table.fail("length", Text.registrationTextsOnly)
    }
    if spec.acyclic != nil, spec.kind != .ticket {
      table.fail("acyclic", Text.registrationReferencesOnly)
    }
    if spec.joins == true, spec.kind != .ticket || spec.isMany || spec.acyclic == false {
      table.fail("joins", Text.registrationJoins)
    }
    if spec.sum == true,
      ![.integer, .number, .duration].contains(spec.kind) || spec.isMany || spec.isComputed
    {
      table.fail("sum", Text.registrationSum)
    }
    if spec.pattern != nil, ![.text, .longText].contains(spec.kind) {
      table.fail("pattern", Text.registrationTextsOnly)
    }
    if spec.least != nil, ![.integer, .number, .duration].contains(spec.kind) {
      table.fail("between", Text.registrationNumbersOnly)
    }
    if case .text(let word)? = spec.standard, spec.kind == .choice,
      !spec.choices.values.joined().contains(word)
    {
      table.fail("default", Names.unknown(word, among: spec.choices.values.flatMap(\.self)))
    }
  }

  /// What a field of people cannot be: what only tickets have, or what is of the moment.
  private func checkPerson(_ spec: FieldSpec, _ table: inout SpecTable) {
    for key in ["types", "show_if", "required_if", "computed", "acyclic", "joins", "sum", "ask"]
    where table.value(key) != nil {
      table.fail(key, Text.registrationTicketsOnly)
    }
    if spec.editPermission == .ownPlugin { table.fail("edit", Text.registrationPersonEdit) }
    if [.ticket, .queue].contains(spec.kind) { table.fail("type", Text.registrationPersonKind) }
    if spec.choices.keys.contains(where: { $0 != "*" }) {
      table.fail("choices", Text.registrationPersonChoices)
    }
  }

  /// Names that no field of people may have: what is known of people otherwise.
  static let takenPersonNames: Set<String> = [
    "id", "name", "email", "login", "language", "zone", "role", "roles", "fields", "away",
    "absence", "removed", "subscriptions", "me",
  ]

  /// Names that no field may have: the kernel's fields, its actions, and arguments of actions.
  static let takenNames: Set<String> =
    Set(TicketField.allCases.map(\.rawValue)).union(Verb.names)
    .union(["key", "at", "actor", "once", "version", "set", "fields"])
}

/// What a field may be of.
private enum FieldOwner: String, CaseIterable {
  case ticket
  case person

  var takenNames: Set<String> {
    switch self {
    case .ticket: Draft.takenNames
    case .person: Draft.takenPersonNames
    }
  }

  func taken(_ name: String) -> Text {
    switch self {
    case .ticket: Text.registrationFieldTaken(name: name)
    case .person: Text.registrationPersonTaken(name: name)
    }
  }
}

/// One of the kinds that a plugin may declare.
private struct DeclarableKind: RawRepresentable, CaseIterable {
  static let allCases = FieldKind.declarable.map { DeclarableKind($0) }

  let kind: FieldKind

  private init(_ kind: FieldKind) {
    self.kind = kind
  }

  init?(rawValue: String) {
    guard let kind = FieldKind(rawValue: rawValue), FieldKind.declarable.contains(kind) else {
      return nil
    }
    self.kind = kind
  }

  var rawValue: String { kind.rawValue }
}
