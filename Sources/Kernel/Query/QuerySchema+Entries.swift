extension QuerySchema {
  /// The fields of entries that a viewer may name.
  ///
  /// An actor must be somebody where the viewer `knowsPeople`; else any name is taken.
  /// `actions` are verbs of the past besides those of now. What tells of notes between the entries
  /// seen (`seq`, `request`, causes) is for those only who see notes.
  package init(entriesFor viewer: Viewer, knowsPeople: Bool, actions: [String] = []) {
    let registry = viewer.rulebook.registry
    let data = registry.actions.flatMap(\.data)
      .filter { $0.viewPermission.map(viewer.authority.mayEverywhere) ?? true }
    let own = EntryField.specs.filter { !$0.isInternal || viewer.seesNotesEverywhere }.map(\.spec)
    self.init(
      own.filter { EntryField.sources[$0.name].map { viewer.mayName($0.rawValue) } ?? true },
      data: data,
      known: QuerySchema.names(of: registry, actions: actions, mayName: viewer.mayName),
      knowsPeople: knowsPeople)
  }

  /// All fields of entries that there are by these declarations, with the names that there are.
  package init(entriesBy registry: Registry) {
    self.init(
      EntryField.specs.map(\.spec), data: registry.actions.flatMap(\.data),
      known: QuerySchema.names(of: registry), knowsPeople: true)
  }

  /// The same, in which any name is taken for one: some are of before.
  init(entriesWith data: [FieldSpec]) {
    self.init(EntryField.specs.map(\.spec), data: data, known: [:], knowsPeople: false)
  }

  private init(
    _ own: [FieldSpec], data: [FieldSpec], known: [String: [String]], knowsPeople: Bool,
  ) {
    let specs =
      own
      + data.map { data in
        var spec = FieldSpec(name: "data.\(data.name)", kind: data.kind, plugin: data.plugin)
        spec.isMany = data.isMany
        return spec
      }
    var known = known
    if !knowsPeople { known[EntryField.actor] = nil }
    self.init(
      fields: Dictionary(specs.map { ($0.name, QueryField($0)) }) { first, _ in first },
      computed: [], known: known, peopleField: knowsPeople ? EntryField.actor : nil,
      isOfEntries: true)
  }

  /// The names that fields of entries take.
  private static func names(
    of registry: Registry, actions: [String] = [], mayName: (String) -> Bool = { _ in true },
  ) -> [String: [String]] {
    let fields = TicketField.allCases.map(\.rawValue) + registry.fields.map(\.name)
    return [
      EntryField.action: (Verb.names + registry.actions.map(\.name) + actions).uniqued,
      EntryField.edited: fields.filter(mayName),
      EntryField.visibility: ["public", "internal"],
      EntryField.side: [RoleSpec.Side.staff, .customer].map(\.rawValue),
      EntryField.entered: Category.allCases.map(\.rawValue),
      EntryField.left: Category.allCases.map(\.rawValue),
      EntryField.actor: registry.plugins.map { "plugin:\($0.name)" } + ["me", "desk"],
    ]
  }

  /// The fields of entries of the desk's own chain; `actions` are those of older versions.
  package init(deskEntriesWith actions: some Sequence<String>) {
    let names = [
      EntryField.actor, EntryField.action, EntryField.edited, EntryField.at, EntryField.source,
      EntryField.seq, EntryField.request,
    ]
    let fields = EntryField.specs.map(\.spec).filter { names.contains($0.name) }
    self.init(
      fields: Dictionary(fields.map { ($0.name, QueryField($0)) }) { first, _ in first },
      computed: [],
      known: [
        EntryField.action: (DeskAction.allCases.map(\.rawValue) + actions.sorted()).uniqued,
        EntryField.actor: ["me", "desk"],
      ], peopleField: EntryField.actor, isOfEntries: true)
  }
}
