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
  var types: [TypeSpec] = []
  var lifecycles: [LifecycleSpec] = []
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
  var importers: [ImporterSpec] = []
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
    functions.isEmpty && fields.isEmpty && types.isEmpty && lifecycles.isEmpty
      && closeReasons.isEmpty && roles.isEmpty && queues.isEmpty && views.isEmpty
      && importers.isEmpty && subscriptions.isEmpty
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
  case importer(String)
  case computed(String)
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
