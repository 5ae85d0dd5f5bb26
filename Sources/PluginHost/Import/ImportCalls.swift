import Kernel
import Lua
import Texts

/// What an importer asks for, row by row.
final class ImportCalls {
  let spec: ImporterSpec
  let rulebook: Rulebook
  private let seen: (String) -> Bool
  /// Opens a file beneath the folder of the file that is imported.
  let openFile: (String) throws -> any Content
  private var created: Set<ByteKey> = []
  /// The keys that the present row was the first to create.
  private var fresh: Set<ByteKey> = []
  private(set) var calls: [ImportCall] = []
  private var people: Set<String> = []

  /// `seen` says whether the desk has a ticket of that key from earlier rows or runs.
  init(
    spec: ImporterSpec, rulebook: Rulebook, seen: @escaping (String) -> Bool,
    openFile: @escaping (String) throws -> any Content,
  ) {
    self.openFile = openFile
    self.spec = spec
    self.rulebook = rulebook
    self.seen = seen
  }

  /// Begins the next row.
  func begin() {
    calls.removeAll(keepingCapacity: true)
    fresh.removeAll(keepingCapacity: true)
  }

  /// Takes back what the present row created.
  func forgetRow() {
    created.subtract(fresh)
    fresh.removeAll()
  }

  func hasSeen(_ key: String) -> Bool {
    created.contains(ByteKey(key)) || seen(key)
  }

  func take(
    _ action: Action, _ value: LuaValue, in context: SandboxContext,
  ) throws(HostError) {
    let path = "import:\(action.name)"
    guard let pairs = value.pairs else {
      throw HostError(Text.apiWantsTable(path: path, got: value.kindName))
    }
    var own: [LuaPair] = []
    var rest: [LuaPair] = []
    for pair in pairs {
      if ImportCalls.keys.contains(where: { $0.name == pair.key }) {
        own.append(pair)
      } else {
        rest.append(pair)
      }
    }
    var table = SpecTable(path, .table(own), ImportCalls.keys)
    let key = table.read("key", Text.valueKey) { ImportCalls.name($0) } ?? ""
    let entry = table.read("entry", Text.valueKey) { ImportCalls.name($0) }
    let actor = table.text("actor")
    let at = table.read("at", Text.valueSecondsOrIso) { value in
      ValueConversion.instant(value)
        ?? value.text.flatMap { try? Instant(iso: $0, zone: context.desk.zone) }
    }
    try table.check()
    // Which ticket it is, only the desk knows: the reader just wants to see that there is one.
    let ticket: Ticket.ID? = action.needsTicket ? .desk : nil
    var request = try RequestReader(context: context, path: path).request(
      action: action, ticket: ticket, arguments: .table(rest), actor: .desk,
      source: .import)
    request.ticket = nil
    request.at = at
    request.obeysRules = spec.obeysRules
    request.hasEffects = spec.hasEffects
    if !action.needsTicket, created.insert(ByteKey(key)).inserted { fresh.insert(ByteKey(key)) }
    calls.append(.request(key: key, entry: entry, actor: actor, request: request))
  }

  /// What every call says of where it comes from.
  static let keys: [APIPart] = [
    .needed("key", .either(.text, .integer), "which ticket of the source it is"),
    .init(
      "entry", .either(.text, .integer), "the source's own number of this change, if it has one"),
    .init("at", .either(.time, .text), "when it happened; ISO 8601 as a text"),
    .init("actor", .person, "who did it; see import:person"),
  ]

  /// What is said of a person.
  static let personKeys: [APIPart] = [
    .needed("name", .person, "the person's name"), .init("email", .text, "an address"),
    .init("language", .text, "as en"), .init("roles", .listOf(.text), "roles there are"),
    .init("fields", .personFields, "fields of people, as { organization = \"acme\" }"),
  ]

  /// A name of the source's: texts, and whole numbers as texts.
  static func name(_ value: LuaValue) -> String? {
    guard let text = value.text ?? value.integer.map(String.init), !text.isBlank else { return nil }
    return text
  }

  func takePerson(_ value: LuaValue, on clock: Zone) throws(HostError) -> String {
    var table = SpecTable("import:person", value, ImportCalls.personKeys)
    var person = ImportedPerson(name: table.required("name"))
    person.email = table.text("email") ?? ""
    person.language = table.text("language") ?? ""
    person.roles = table.texts("roles")
    person.fields = try table.personFields(of: rulebook)
    person.clock = clock
    try table.check()
    if people.insert(person.name).inserted { calls.append(.person(person)) }
    return person.name
  }
}

extension SpecTable {
  /// What is given for fields of people, under `fields`; one that nobody declares is told.
  mutating func personFields(of rulebook: Rulebook) throws(HostError) -> [PersonFieldChange] {
    var changes: [PersonFieldChange] = []
    for pair in pairs("fields") {
      guard let spec = rulebook.personFields[pair.key] else {
        fail("fields", Names.unknown(pair.key, among: rulebook.personFields.keys.sorted()))
        continue
      }
      changes.append(
        PersonFieldChange(
          pair.key, try ValueConversion.assignment(pair.value, for: FieldDefinition(spec))))
    }
    return changes
  }
}
