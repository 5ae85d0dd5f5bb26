import Kernel
import Lua

/// What Lua sees of the kernel's values, for one plugin: shapes of records and numbers of their keys.
///
/// Made once per plugin and epoch, and shared by all its sandboxes on any thread.
final class HostLayout: Sendable {
  let layout: Layout
  /// The custom fields that the plugin sees.
  let fields: [FieldDefinition]
  let definitions: [String: FieldDefinition]
  /// The fields of people that the plugin sees.
  let people: [FieldDefinition]
  let ticket: ShapeID
  let newChange: ShapeID
  let change: ShapeID
  let deskChange: ShapeID
  let customFields: ShapeID
  let personFields: ShapeID
  let edit: ShapeID
  let actor: ShapeID
  let attachment: ShapeID
  let cause: ShapeID
  let entry: ShapeID
  let person: ShapeID
  let text: ShapeID
  let settingsShape: ShapeID
  let importing: ShapeID
  let plan: ShapeID
  let ticketKeys: TicketKeys
  let fieldKeys: [String: KeyID]
  let keys: HostKeys
  /// The permissions that the plugin sees secret fields and values with.
  private let secrets: Set<String>
  /// What actions are given and give back, as far as the plugin may see it.
  let actions: [String: ActionFields]

  /// Declares the shapes; `fields` are the custom fields that the plugin may read, `people` those of
  /// people.
  ///
  /// `actions` are the verbs of all plugins, each a function of `docket.tickets` and a method of
  /// tickets; `hidden` are permissions to see values of theirs that the plugin does not have, which
  /// does not matter for those of the plugin `own`.
  /// `more` are functions that only sandboxes of this layout have, `columns` those of a
  /// file that is imported.
  init(
    fields specs: [FieldSpec], people: [FieldSpec] = [], settings: [String],
    actions: [ActionSpec] = [], hidden: Set<String> = [], own plugin: String? = nil,
    more: [APIFunction] = [], columns: [String] = [],
  ) {
    let methods = actions.map { WritingAPI.method(.plugin($0.name)) }
    let shapes = HostLayout.shapes(
      fields: specs.map(\.name), people: people.map(\.name), settings: settings, columns: columns,
      ticketMethods: methods)
    let own = (actions.map { WritingAPI.action(.plugin($0.name)) } + methods).map(\.hostFunction)
    self.actions = Dictionary(
      actions.map { ($0.name, ActionFields($0, hidden: $0.plugin == plugin ? [] : hidden)) }
    ) { first, _ in first }
    let functions = APIRegistry.hostFunctions + [Secrets.joining] + own
    layout = Layout(shapes: shapes, functions: functions + more.map(\.hostFunction))
    secrets = Set(
      (specs + actions.flatMap { $0.params + $0.data }).compactMap(\.viewPermission)
    ).subtracting(hidden)
    fields = specs.map(FieldDefinition.init)
    self.people = people.map(FieldDefinition.init)
    definitions = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    let layout = layout
    func shape(_ name: String) -> ShapeID {
      guard let id = layout.shape(name) else { preconditionFailure("no shape \(name)") }
      return id
    }
    ticket = shape("ticket")
    newChange = shape("create's change")
    change = shape("change")
    deskChange = shape("desk's change")
    customFields = shape("ticket.fields")
    personFields = shape("person.fields")
    edit = shape("edit")
    attachment = shape("attachment")
    actor = shape("actor")
    cause = shape("cause")
    entry = shape("entry")
    person = shape("person")
    text = shape("text")
    settingsShape = shape("docket.settings")
    importing = shape("import")
    plan = shape("plan")
    keys = HostKeys(layout.keys)
    ticketKeys = TicketKeys(layout.keys)
    fieldKeys = Dictionary(
      uniqueKeysWithValues: Set((specs + people).map(\.name)).map {
        ($0, HostKeys.id($0, in: layout.keys))
      })
  }

  /// How all that there is of values is seen, by who has no settings.
  convenience init(of registry: Registry, more: [APIFunction] = [], columns: [String] = []) {
    self.init(
      fields: registry.fields, people: registry.personFields ?? [], settings: [],
      actions: registry.actions, more: more, columns: columns)
  }

  private static func shapes(
    fields: [String], people: [String], settings: [String], columns: [String],
    ticketMethods: [APIFunction],
  ) -> [Shape] {
    let own = ticketMethods.map { (String($0.path.dropFirst("ticket:".count)), $0.hostPath) }
    let tickets = APIRegistry.ticketMethods.merging(own) { first, _ in first }
    let fieldHints = Dictionary(uniqueKeysWithValues: fields.map { ($0, "ticket.fields.\($0)") })
    let kernelHints = Dictionary(
      uniqueKeysWithValues: TicketField.allCases.map { ($0.rawValue, "ticket.\($0.rawValue)") })
    let personHints = Dictionary(
      uniqueKeysWithValues: Set(people).map { ($0, "person.fields.\($0)") })
    let methods = APIRegistry.changeMethods
    let common = APITopic.change.names
    return [
      // The first one: its number is known wherever values are looked at.
      Shape(
        secretName, keys: [Secrets.partsKey], methods: ["__concat": Secrets.joiningPath]),
      Shape("ticket", keys: APITopic.ticket.names, methods: tickets, hints: fieldHints),
      Shape("ticket.fields", keys: fields, hints: kernelHints),
      Shape("change", keys: common, methods: methods, aliases: ["ticket": "before"]),
      Shape(
        "create's change", keys: common, methods: methods,
        hints: ["ticket": "change.after"]),
      Shape("edit", keys: APITopic.edit.names),
      Shape("attachment", keys: APITopic.attachment.names),
      Shape("actor", keys: APITopic.actor.names),
      Shape("cause", keys: APITopic.cause.names),
      Shape("entry", keys: APITopic.entry.names),
      Shape("person", keys: APITopic.person.names, hints: personHints),
      Shape("person.fields", keys: people),
      Shape("import", keys: [], methods: APIRegistry.importMethods),
      Shape("plan", keys: APITopic.plan.names, methods: APIRegistry.planMethods),
      Shape("text", keys: ["key", "values"]),
      Shape("docket.settings", keys: settings),
      Shape("row", keys: columns),
      Shape("desk's change", keys: APITopic.deskChange.names),
    ]
  }

  /// The field of that name, kernel's or custom; `nil` for one that the plugin does not see.
  func definition(of name: String) -> FieldDefinition? {
    FieldDefinition.kernel[name] ?? definitions[name]
  }

  /// The shape of secrets in every layout.
  static let secretShape = ShapeID(0)
  /// What a secret prints as.
  private static let secretName = "(secret)"
}

/// The parameters and the data of an action, by name.
struct ActionFields: Sendable {
  let params: [String: FieldDefinition]
  let data: [String: FieldDefinition]
  /// Names of those that the plugin may not see.
  let hidden: Set<String>

  /// `hidden` are permissions that the plugin does not have.
  init(_ action: ActionSpec, hidden permissions: Set<String>) {
    func fields(_ specs: [FieldSpec]) -> [String: FieldDefinition] {
      Dictionary(specs.map { ($0.name, FieldDefinition($0)) }) { first, _ in first }
    }
    params = fields(action.params)
    data = fields(action.data)
    let secret = (action.params + action.data).filter { spec in
      spec.viewPermission.map(permissions.contains) ?? false
    }
    hidden = Set(secret.map(\.name))
  }
}

extension HostLayout {
  /// The version that a ticket has for the plugin: changes of fields that it does not see have not
  /// happened.
  func version(of ticket: borrowing Ticket) -> Int64 {
    guard !ticket.veiled.isEmpty else { return ticket.version }
    return ticket.version - ticket.veiled.count(unseenWith: secrets.contains)
  }
}

/// Numbers of the keys that the kernel's values are written with.
struct HostKeys: Sendable {
  let action, params, id, before, after, edits, text, visibility, data, attachments: KeyID
  let actor, fromCustomer, automatic, source, cause, depth, now, dryRun, seq, ticket: KeyID
  let fields, field, from, to, by, name, roles, plugin, hook, email, language, zone: KeyID
  let number, version, at, recorded, request, origin, digest, previous, size, type: KeyID

  init(_ table: KeyTable) {
    func key(_ name: String) -> KeyID { HostKeys.id(name, in: table) }
    action = key("action")
    params = key("params")
    id = key("id")
    before = key("before")
    after = key("after")
    edits = key("edits")
    text = key("text")
    visibility = key("visibility")
    data = key("data")
    attachments = key("attachments")
    actor = key("actor")
    fromCustomer = key("from_customer")
    automatic = key("automatic")
    source = key("source")
    cause = key("cause")
    depth = key("depth")
    now = key("now")
    dryRun = key("dry_run")
    seq = key("seq")
    ticket = key("ticket")
    fields = key("fields")
    field = key("field")
    from = key("from")
    to = key("to")
    by = key("by")
    name = key("name")
    roles = key("roles")
    plugin = key("plugin")
    hook = key("hook")
    email = key("email")
    language = key("language")
    zone = key("zone")
    number = key("number")
    version = key("version")
    at = key("at")
    recorded = key("recorded")
    request = key("request")
    origin = key("origin")
    digest = key("digest")
    previous = key("previous")
    size = key("size")
    type = key("type")
  }

  /// The number of a key that a shape has declared.
  static func id(_ name: String, in table: KeyTable) -> KeyID {
    guard let id = table[name] else { preconditionFailure("no shape has the key \(name)") }
    return id
  }
}

/// Numbers of the keys that tickets are written with.
struct TicketKeys: Sendable {
  /// The key of the custom fields, and all others in the order in which they are written.
  let fields: KeyID
  let own: [KeyID]
  /// The same with where rows have each.
  let parts: [RowPart]
  let versionColumn: Int
  /// The kernel's field of each number.
  private let byNumber: [TicketField?]

  init(_ table: KeyTable) {
    fields = HostKeys.id("fields", in: table)
    own = TicketField.shown.map { HostKeys.id($0.rawValue, in: table) }
    parts = TicketField.shown.map { field in
      let key = HostKeys.id(field.rawValue, in: table)
      return TicketRows.columns.firstIndex(of: field).map { .column($0, key, field.kind) }
        ?? .list(field, key)
    }
    versionColumn = TicketRows.columns.firstIndex(of: .version) ?? 0
    byNumber = table.names.map { name in
      TicketField(named: name).flatMap { $0.isInternal ? nil : $0 }
    }
  }

  /// The kernel's field of that key.
  func field(of key: KeyID) -> TicketField? { byNumber[Int(key.rawValue)] }
}
