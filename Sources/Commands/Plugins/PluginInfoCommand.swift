import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin info`: what a plugin brings.
struct PluginInfoCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show what a plugin is, what it brings, and what it may do and use.",
    discussion: """
      Of a plugin that is not enabled yet, it shows what that would take (permissions) and give \
      (grants to roles, subscriptions, channels). A manifest may ask for less than the limits shown; docket.lua may allow more or less, as \
      limits = { PLUGIN = { instructions = 2000000 } }.

      A plugin's directory is looked at without a desk.

      Examples:
        docket plugin info support
        docket plugin info round-robin --json
        docket plugin info ./my-plugin
      """)

  @Argument(help: "The plugin, or its directory.", completion: .source(.plugins)) var name: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard let plugin = try Desk.authoredPlugin(at: name) else {
      return try run(on: OpenDesk(global))
    }
    try write(
      plugin.status, PluginLimitPage(of: plugin.limits), plugin.registry,
      on: Output(answering: global))
  }

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let plugins = try session.moment.pluginStatuses()
    guard let plugin = plugins.first(where: { $0.name == name }) else {
      throw DeskError.noPlugin(
        name: name, nearest: nearestName(to: name, among: plugins.map(\.name)))
    }
    let backfills = try session.backfills(of: name)
    try write(
      plugin, PluginLimitPage(of: name, in: session), session.moment.registry(with: name),
      backfills.map { ($0.text(by: session.values.times), $0.json) },
      session.health(of: [name])[name], on: output)
  }

  private func write(
    _ plugin: Desk.PluginStatus, _ page: PluginLimitPage, _ registry: Registry,
    _ backfills: [(text: Text, json: JSON)] = [], _ health: HealthAnswer? = nil,
    on output: Output,
  ) throws {
    let registered = RegistrationList(plugin: plugin.name, registry: registry)
    guard !output.isJSON else {
      let members = plugin.json(health).members ?? []
      return try output.write(
        .object(
          members + page.members
            + [("brings", registered.json), ("backfills", .array(backfills.map(\.json)))]))
    }
    let surface = output.standard
    let head: [(String, String)] = [
      (surface.words(Text.columnPlugin), plugin.name),
      (surface.words(Text.columnVersion), plugin.version),
      (surface.words(Text.columnState), surface.words(plugin.text)),
      (surface.words(Text.columnHealth), health.map { $0.line(on: surface) } ?? ""),
      (surface.words(Text.columnSummary), plugin.summary(in: surface.language)),
      (surface.words(Text.headTrouble), plugin.trouble.map(surface.words) ?? ""),
      (
        surface.words(Text.columnFaultsOfLate),
        plugin.faults > 0 ? surface.count(plugin.faults) : ""
      ),
      (surface.words(Text.columnLastFault), plugin.faults > 0 ? plugin.lastFault ?? "" : ""),
    ]
    let brought = registered.pairs(
      withBackfills: backfills.map { surface.words($0.text) }, on: surface)
    let limits = [(surface.words(Text.headLimits), page.lines(on: surface))]
    try output.write(PairList(head + brought + limits).lines(on: surface))
  }
}

extension HealthAnswer {
  /// How the plugin is and what it says, in a line.
  fileprivate func line(on surface: Surface) -> String {
    let state = surface.words(state)
    return words.isBlank ? state : "\(state): \(words)"
  }
}

/// What one plugin has in the registry, by kind.
struct RegistrationList {
  let kinds: [(kind: Kind, names: [String])]
  private let permissions: [Grant]
  private let given: [PluginDemand.Item]
  private let hooks: [HookSpec]

  init(plugin: String, registry: Registry) {
    let spec = registry.plugins.first { $0.name == plugin }
    var kinds: [(kind: Kind, names: [String])] = []
    func add<Spec>(
      _ kind: Kind, _ specs: [Spec], _ owner: (Spec) -> String, _ name: (Spec) -> String
    ) {
      let names = specs.filter { owner($0) == plugin }.map(name)
      if !names.isEmpty { kinds.append((kind, names)) }
    }
    let items = PluginTerms(of: plugin, in: registry).growth(beyond: PluginTerms())
    given = items.filter { item in
      if case .takes = item { false } else { true }
    }
    add(.permissions, spec?.permissions ?? [], { _ in plugin }, \.line)
    add(.gives, given, { _ in plugin }, \.text.description)
    add(.types, registry.types, \.plugin, \.name)
    add(.lifeCycles, registry.lifecycles, \.plugin, \.name)
    add(.fields, registry.fields, \.plugin, \.name)
    add(.fieldsOfPeople, registry.personFields ?? [], \.plugin, \.name)
    add(.closeReasons, registry.closeReasons, \.plugin, \.name)
    add(.roles, registry.roles, \.plugin, \.name)
    add(.actions, registry.actions, \.plugin, \.name)
    add(.channels, registry.channels, \.plugin, \.name)
    add(.forms, registry.forms ?? [], \.plugin, \.name)
    add(.exports, registry.exports ?? [], \.plugin, \.name)
    add(.timers, registry.timers, \.plugin, \.name)
    add(.views, registry.views, \.plugin, \.name)
    add(.backfills, registry.backfills ?? [], \.plugin) { spec in
      spec.query.isEmpty ? spec.name : "\(spec.name): \(spec.query)"
    }
    add(.hooks, registry.hooks, \.plugin) { "\($0.kind.rawValue) \($0.event) \($0.name)" }
    self.kinds = kinds
    hooks = registry.hooks.filter { $0.plugin == plugin }
    permissions = spec?.permissions ?? []
  }

  /// By kind; permissions and grants say what they allow, and backfills how they stand, where that is
  /// known.
  func pairs(
    withBackfills standing: [String] = [], on surface: Surface,
  ) -> [(String, String)] {
    kinds.map { kind, names in
      let lines =
        switch kind {
        case .permissions: permissions.map { $0.words(in: surface.language) }
        case .gives: given.map { $0.words(in: surface.language) }
        case .backfills where !standing.isEmpty: standing
        case .hooks: hooks.map { "\(surface.words($0.kind.text)) \($0.event) \($0.name)" }
        default: names
        }
      return (surface.words(kind.title), lines.joined(separator: "\n"))
    }
  }

  var json: JSON {
    .object(kinds.map { ($0.kind.rawValue, .array($0.names.map(JSON.string))) })
  }
}

extension RegistrationList {
  /// What a plugin brings; the raw value is the key in JSON.
  enum Kind: String {
    case permissions, gives, types
    case lifeCycles = "life cycles"
    case fields
    case fieldsOfPeople = "fields of people"
    case closeReasons = "close reasons"
    case roles, actions, channels, forms, exports, timers, views, backfills, hooks

    /// What people read before the names.
    var title: Text {
      switch self {
      case .permissions: Text.headPermissions
      case .gives: Text.headGives
      case .types: Text.headTypes
      case .lifeCycles: Text.headLifeCycles
      case .fields: Text.headFields
      case .fieldsOfPeople: Text.headFieldsOfPeople
      case .closeReasons: Text.headCloseReasons
      case .roles: Text.headRoles
      case .actions: Text.headActions
      case .channels: Text.headChannels
      case .forms: Text.headForms
      case .exports: Text.headExports
      case .timers: Text.headTimers
      case .views: Text.headViews
      case .backfills: Text.headBackfills
      case .hooks: Text.headHooks
      }
    }
  }
}
