/// A function that a plugin registered, as data: when it runs and what happens when it fails.
package struct HookSpec: Equatable, Sendable {
  /// Where in the pipeline it runs.
  package enum Kind: String, JSONStored, Sendable {
    case before
    case validate
    case after
  }

  /// What a fault of it does to the change.
  package enum OnFault: String, CaseIterable, JSONStored, Sendable {
    case refuse
    case skip
  }

  package var kind: Kind
  /// What it listens to: `ticket.ACTION`, `ticket.*`, `field.NAME`, `timer.NAME` or `person.ACTION`.
  package var event: String
  /// Unique among the plugin's hooks: what traces and histories call it.
  package var name: String
  package var plugin: String
  package var version: String
  /// Within the plugin, low first.
  package var priority = 100
  /// A query that the proposal must match.
  package var when: String?
  package var onFault = OnFault.refuse
  /// How often it may change the same fields of a ticket in one chain of causes.
  package var laps = 1
  /// Whether an after hook also runs for imports.
  package var isForImports = false

  package init(kind: Kind, event: String, name: String, plugin: String, version: String) {
    self.kind = kind
    self.event = event
    self.name = name
    self.plugin = plugin
    self.version = version
  }

  /// What stands in `by`: `plugin@version:hook`.
  package var signature: String { "\(plugin)@\(version):\(name)" }
}

extension HookSpec: JSONForm {
  package static var blank: Self {
    HookSpec(kind: .before, event: "", name: "", plugin: "", version: "")
  }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("kind", &kind)
    try members.exchange("event", &event)
    try members.exchange("name", &name)
    try members.exchange("plugin", &plugin)
    try members.exchange("version", &version)
    try members.exchange("priority", &priority)
    try members.exchange("when", &when)
    try members.exchange("onFault", &onFault)
    try members.exchange("laps", &laps)
    try members.exchange("isForImports", &isForImports)
  }
}

/// A function that runs again and again.
package struct TimerSpec: Equatable, Sendable {
  package var name: String
  package var plugin: String
  /// Milliseconds between firings; `nil` where it fires at a time of day.
  package var interval: Int64?
  /// Minutes after midnight in the desk's zone; `nil` where it fires at intervals.
  package var minuteOfDay: Int?

  package init(name: String, plugin: String, interval: Int64? = nil, minuteOfDay: Int? = nil) {
    self.name = name
    self.plugin = plugin
    self.interval = interval
    self.minuteOfDay = minuteOfDay
  }
}

extension TimerSpec: JSONForm {
  package static var blank: Self { TimerSpec(name: "", plugin: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("name", &name)
    try members.exchange("plugin", &plugin)
    try members.exchange("interval", &interval)
    try members.exchange("minuteOfDay", &minuteOfDay)
  }
}
