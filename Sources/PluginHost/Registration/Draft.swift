import Kernel
import Lua
import Texts

/// What one plugin registers while its top level runs: data for the registry, and the functions.
struct Draft {
  let plugin: String
  /// The version that stands in histories.
  var version: String
  var onFault: HookSpec.OnFault
  /// The most hooks that it may have on one event.
  let handlerLimit: Int

  var fields: [FieldSpec] = []
  var personFields: [FieldSpec] = []
  var types: [TypeSpec] = []
  var lifecycles: [LifecycleSpec] = []
  /// What it adds to life cycles of other plugins, each under the name of the life cycle.
  var lifecycleAdditions: [LifecycleSpec] = []
  var closeReasons: [CloseReasonSpec] = []
  var roles: [RoleSpec] = []
  var queues: [String] = []
  /// What queues were called in older versions, by their name.
  var formerQueues: [String: String] = [:]
  var views: [ViewSpec] = []
  var hooks: [HookSpec] = []
  var actions: [ActionSpec] = []
  var channels: [ChannelSpec] = []
  var timers: [TimerSpec] = []
  var subscriptions: [Subscription] = []
  var reports: [ReportSpec] = []
  var forms: [FormSpec] = []
  var importers: [ImporterSpec] = []
  var backfills: [BackfillSpec] = []
  /// Names under which others may call it.
  var exports: [String] = []
  /// Functions by what they are for.
  var functions: [FunctionKey: LuaFunction] = [:]
  /// What `docket.script` gave; only scripts have it.
  var script: Manifest?

  init(
    plugin: String, version: String, onFault: HookSpec.OnFault = .refuse, handlerLimit: Int = 64,
  ) {
    self.plugin = plugin
    self.version = version
    self.onFault = onFault
    self.handlerLimit = handlerLimit
  }

  /// Whether nothing was registered yet.
  var isEmpty: Bool {
    functions.isEmpty && fields.isEmpty && personFields.isEmpty && types.isEmpty
      && lifecycles.isEmpty && lifecycleAdditions.isEmpty
      && closeReasons.isEmpty && roles.isEmpty && queues.isEmpty && views.isEmpty
      && reports.isEmpty && forms.isEmpty && importers.isEmpty && subscriptions.isEmpty
  }

  /// Takes a name that must be new within this plugin.
  func claim(
    _ name: String, among names: [String], of what: Text, in table: inout SpecTable,
  ) {
    if names.contains(name) {
      table.fail("name", Text.registrationTaken(name: name, what: what))
    }
  }
}

/// What a registered function is for, with its name.
enum FunctionKey: Hashable {
  case hook(String)
  case action(String)
  case channel(String)
  case timer(String)
  case report(String)
  case form(String)
  case importer(String)
  case computed(String)
  case backfill(String)
  case export(String)
  case health

  var isAction: Bool {
    if case .action = self { true } else { false }
  }
}

/// An importer that a script registered: how its file is read, and what becomes of a row.
package struct ImporterSpec: Equatable, Sendable {
  /// What kind of file it reads.
  package enum Format: String, CaseIterable, Sendable {
    case csv
    case json
    case ndjson
  }

  package var name: String
  package var format: Format
  /// For JSON: the way to the rows, as `items`.
  package var rows: String?
  /// For times without a zone; `nil` for the desk's.
  package var timeZone: String?
  /// Whether moves, evidence and validate hooks count.
  package var obeysRules = false
  /// Whether after hooks and notifications follow.
  package var hasEffects = false
  /// Whether rows that were in and have changed change their tickets.
  package var isUpdating = false

  package init(name: String, format: Format) {
    self.name = name
    self.format = format
  }
}

extension Draft {
  static let subscriptionKeys =
    [APIPart.needed("name", .text, "its name within the plugin")] + tellingKeys

  /// Who is told of what, and how.
  static let tellingKeys: [APIPart] = [
    .needed(
      "to", .text,
      """
      requester, assignee, former_assignee, team, followers, queue (who may work on it, where \
      nobody else of the staff is told), or role:NAME
      """),
    .needed("event", .text, "as ticket.reply or field.priority"),
    .init("when", .query, "a condition on the ticket"),
    .init("channel", .text, "how it is told; inbox, where it is left out"),
    .init("own", .boolean, "whether people hear of what they did themselves"),
  ]

  /// `docket.subscription`: who is told of what where nobody says otherwise.
  mutating func addSubscription(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.subscription", value, Draft.subscriptionKeys)
    let name = table.required("name")
    if !name.isEmpty, !Names.isHookName(name) {
      table.fail("name", Text.tablePluginName(name: name))
    }
    let key = "\(plugin):\(name)"
    claim(key, among: subscriptions.map(\.key), of: Text.thingSubscription, in: &table)
    let to = table.required("to")
    let kinds = Set<RecipientKind>.shipped
    let audience = Subscription.Audience(text: to, among: kinds)
    if audience == nil, !to.isEmpty { table.fail("to", Names.unknown(to, among: kinds.forms)) }
    let event = table.required("event")
    let when = table.text("when")
    let channel = table.text("channel") ?? Subscription.standardChannel
    let tellsOwn = table.boolean("own") ?? false
    try table.check()
    guard let audience else { return }
    var subscription = Subscription(
      key: key, audience: audience, event: event, when: when, channel: channel)
    subscription.tellsOwn = tellsOwn
    subscriptions.append(subscription)
  }
}
