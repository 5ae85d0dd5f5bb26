import Texts

/// All that the enabled plugins and scripts registered, as data.
///
/// It is stored with the desk; its digest is the desk's epoch. Arrays are in the order in which the
/// plugins load, which is also the order in which hooks run.
package struct Registry: Equatable, Sendable {
  package var plugins: [PluginSpec] = []
  package var fields: [FieldSpec] = []
  /// The fields of people; `nil` where no plugin declares any.
  package var personFields: [FieldSpec]?
  package var types: [TypeSpec] = []
  package var lifecycles: [LifecycleSpec] = []
  package var closeReasons: [CloseReasonSpec] = []
  package var roles: [RoleSpec] = []
  package var queues: [String] = []
  package var views: [ViewSpec] = []
  package var hooks: [HookSpec] = []
  package var actions: [ActionSpec] = []
  package var channels: [ChannelSpec] = []
  package var timers: [TimerSpec] = []
  /// `nil` where no plugin adds any.
  package var reports: [ReportSpec]?
  /// `nil` where no plugin adds any.
  package var forms: [FormSpec]?
  /// Who is told of what where nobody says otherwise; `nil` where no plugin ships any.
  package var subscriptions: [Subscription]?
  /// What is worked out once for tickets that were there before; `nil` where no plugin has any.
  package var backfills: [BackfillSpec]?
  /// What plugins let others call; `nil` where none does.
  package var exports: [ExportSpec]?
  /// What queues were called in older versions, by their name; `nil` where none was renamed.
  package var formerQueues: [String: String]?
  /// What the names are called in other languages, as JSON: language, key, text.
  ///
  /// One text, so that whoever needs no labels does not read them; `nil` where there are none.
  package var labels: String?

  /// The languages that there are words in: Docket's own, and those that plugins bring.
  package var languages: [String] {
    let brought = labels.flatMap { try? JSON(parsing: $0) }?.members ?? []
    return Set(Catalogue.languageCodes + brought.map(\.0)).sorted()
  }

  package init() {}
}

extension Registry: JSONForm {
  package static var blank: Self { Registry() }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("plugins", &plugins)
    try members.exchange("fields", &fields)
    try members.exchange("types", &types)
    try members.exchange("lifecycles", &lifecycles)
    try members.exchange("closeReasons", &closeReasons)
    try members.exchange("roles", &roles)
    try members.exchange("queues", &queues)
    try members.exchange("views", &views)
    try members.exchange("hooks", &hooks)
    try members.exchange("actions", &actions)
    try members.exchange("channels", &channels)
    try members.exchange("timers", &timers)
    try members.exchange("reports", &reports)
    try members.exchange("forms", &forms)
    try members.exchange("subscriptions", &subscriptions)
    try members.exchange("backfills", &backfills)
    try members.exchange("exports", &exports)
    try members.exchange("formerQueues", &formerQueues)
    try members.exchange("personFields", &personFields)
    try members.exchange("labels", &labels)
  }
}

/// An enabled plugin or script.
package struct PluginSpec: Equatable, Sendable {
  package var name: String
  package var version: String
  /// Digest of its files, in hexadecimal.
  package var digest: String
  package var summary: String
  /// The same in other languages, by their codes; `nil` where there is none.
  package var summaries: [String: String]?
  /// What its manifest asks for: the same words as people's grants.
  package var permissions: [Grant]
  package var onFault: HookSpec.OnFault
  package var isScript: Bool
  /// Why it could not be loaded; its validations are refused until it can.
  package var trouble: String?
  /// Digest of what the desk has set for it, in hexadecimal; `nil` where that is nothing.
  package var settings: String?
  /// Whether it says how it is, by `docket.health`; `nil` where it does not.
  package var tellsHealth: Bool?

  package init(
    name: String, version: String, digest: String, summary: String = "",
    permissions: [Grant] = [], onFault: HookSpec.OnFault = .refuse, isScript: Bool = false,
    trouble: String? = nil, settings: String? = nil,
  ) {
    self.name = name
    self.version = version
    self.digest = digest
    self.summary = summary
    self.permissions = permissions
    self.onFault = onFault
    self.isScript = isScript
    self.trouble = trouble
    self.settings = settings
  }
}

extension PluginSpec: JSONForm {
  package static var blank: Self { PluginSpec(name: "", version: "", digest: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("version", &version)
    try members.exchange("digest", &digest)
    try members.exchange("summary", &summary)
    try members.exchange("summaries", &summaries)
    try members.exchange("permissions", &permissions)
    try members.exchange("onFault", &onFault)
    try members.exchange("isScript", &isScript)
    try members.exchange("trouble", &trouble)
    try members.exchange("settings", &settings)
    try members.exchange("tellsHealth", &tellsHealth)
  }
}

/// A type of ticket: its life cycle and what its fields start with.
package struct TypeSpec: Equatable, Sendable {
  package var name: String
  package var lifecycle: String
  package var defaults: [String: Value]
  package var plugin: String
  /// Its name in an older version.
  package var was: String?

  package init(name: String, lifecycle: String, defaults: [String: Value] = [:], plugin: String) {
    self.name = name
    self.lifecycle = lifecycle
    self.defaults = defaults
    self.plugin = plugin
  }
}

extension TypeSpec: JSONForm {
  package static var blank: Self { TypeSpec(name: "", lifecycle: "", plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("lifecycle", &lifecycle)
    try members.exchange("defaults", &defaults)
    try members.exchange("plugin", &plugin)
    try members.exchange("was", &was)
  }
}

/// A reason for closing, and the evidence it wants.
package struct CloseReasonSpec: Equatable, Sendable {
  package var name: String
  /// Types of ticket that know it; empty for all.
  package var types: [String]
  /// Fields that must have a value, or `comment`.
  package var requires: [String]
  /// Fields emptied on reopening.
  package var clears: [String]
  package var plugin: String
  /// Its name in an older version.
  package var was: String?

  package init(
    name: String, types: [String] = [], requires: [String] = [], clears: [String] = [],
    plugin: String,
  ) {
    self.name = name
    self.types = types
    self.requires = requires
    self.clears = clears
    self.plugin = plugin
  }
}

extension CloseReasonSpec: JSONForm {
  package static var blank: Self { CloseReasonSpec(name: "", plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("types", &types)
    try members.exchange("requires", &requires)
    try members.exchange("clears", &clears)
    try members.exchange("plugin", &plugin)
    try members.exchange("was", &was)
  }
}

/// A saved query that a plugin ships.
package struct ViewSpec: Equatable, Sendable {
  package var name: String
  package var query: String
  package var share: String?
  package var plugin: String

  package init(name: String, query: String, share: String? = nil, plugin: String) {
    self.name = name
    self.query = query
    self.share = share
    self.plugin = plugin
  }
}

extension ViewSpec: JSONForm {
  package static var blank: Self { ViewSpec(name: "", query: "", plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("query", &query)
    try members.exchange("share", &share)
    try members.exchange("plugin", &plugin)
  }
}

/// A way to reach people.
package struct ChannelSpec: Equatable, Sendable {
  package var name: String
  /// The person's field that holds the address; `nil` where the person's name is enough.
  package var address: String?
  package var plugin: String

  package init(name: String, address: String? = nil, plugin: String) {
    self.name = name
    self.address = address
    self.plugin = plugin
  }
}

extension ChannelSpec: JSONForm {
  package static var blank: Self { ChannelSpec(name: "", plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("address", &address)
    try members.exchange("plugin", &plugin)
  }
}
