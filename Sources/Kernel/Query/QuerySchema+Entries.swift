extension QuerySchema {
  /// The fields of entries that a viewer may name.
  ///
  /// An actor must be somebody where the viewer `knowsPeople`; else any name is taken.
  /// `actions` are verbs of the past besides those of now. What tells of notes between the entries
  /// seen (`seq`, `request`, causes) is for those only who see notes.
  package init(entriesFor viewer: Viewer, knowsPeople: Bool, actions: [String] = []) {
    let registry = viewer.rulebook.registry
    var specs = EntryField.specs.filter { !$0.isInternal || viewer.seesNotesEverywhere }.map(\.spec)
    for data in registry.actions.flatMap(\.data)
    where data.viewPermission.map(viewer.authority.mayEverywhere) ?? true {
      var spec = FieldSpec(name: "data.\(data.name)", kind: data.kind, plugin: data.plugin)
      spec.isMany = data.isMany
      if !specs.contains(where: { $0.name == spec.name }) { specs.append(spec) }
    }
    let plugins = registry.plugins.map { "plugin:\($0.name)" }
    let fields = TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name)
    var known = [
      EntryField.action: (Verb.names + registry.actions.map(\.name) + actions).uniqued,
      EntryField.edited: fields.filter(viewer.mayName),
      EntryField.visibility: ["public", "internal"],
    ]
    if knowsPeople { known[EntryField.actor] = plugins + ["me", "desk"] }
    self.init(
      fields: Dictionary(specs.map { ($0.name, QueryField($0)) }) { first, _ in first },
      computed: [], known: known, peopleField: knowsPeople ? EntryField.actor : nil)
  }
}

/// The fields of an entry, as queries name them.
enum EntryField {
  static let ticket = "ticket"
  static let actor = "actor"
  static let action = "action"
  static let edited = "edited"
  static let at = "at"
  static let source = "source"
  static let visibility = "visibility"
  /// The entry that an action's data or parameters say that they replace.
  static let replaces = "replaces"
  static let seq = "seq"
  static let request = "request"
  static let cause = "cause"
  static let origin = "origin"

  static let specs: [(spec: FieldSpec, isInternal: Bool)] = [
    (spec(ticket, .ticket), false), (spec(actor, .choice, isMany: true), false),
    (spec(action, .choice), false), (spec(edited, .choice, isMany: true), false),
    (spec(at, .time), false), (spec(source, .text), false),
    (spec(visibility, .choice), false), (spec(replaces, .integer), false),
    (spec(seq, .integer), true), (spec(request, .text), true),
    (spec(cause, .integer), true), (spec(origin, .integer), true),
  ]

  private static func spec(_ name: String, _ kind: FieldKind, isMany: Bool = false) -> FieldSpec {
    var spec = FieldSpec(name: name, kind: kind, plugin: "")
    spec.isMany = isMany
    return spec
  }
}
