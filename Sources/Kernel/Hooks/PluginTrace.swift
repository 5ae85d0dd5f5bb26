import Texts

/// What somebody asks to see of a plugin's calls, as other processes find it.
package struct TraceOrder: Equatable, Sendable {
  /// Tells one order from the next.
  package var id: String
  package var plugin: String
  /// The event whose functions are meant; `every` for all.
  package var event: String
  /// When nobody looks any more, in milliseconds since 1970: whoever asks goes on saying so.
  package var until: Int64

  /// All that the plugin has.
  package static let every = "*"

  package init(id: String, plugin: String, event: String, until: Instant) {
    (self.id, self.plugin, self.event) = (id, plugin, event)
    self.until = until.milliseconds
  }

  /// Whether a call is meant that goes by any of these names.
  package func isAbout(_ names: [String]) -> Bool {
    event == TraceOrder.every || names.contains(event)
  }
}

extension TraceOrder: JSONForm {
  package static var blank: Self {
    TraceOrder(id: "", plugin: "", event: "", until: Instant(milliseconds: 0))
  }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("id", &id)
    try members.exchange("plugin", &plugin)
    try members.exchange("event", &event)
    try members.exchange("until", &until)
  }
}

/// One call of a plugin's function as it was seen: what it was given, what it did, and where it was.
///
/// It has the values as the desk has them: whoever shows it shows what its reader may see.
package struct TracedCall: Equatable, Sendable {
  /// The order that it is for.
  package var order: String
  /// In milliseconds since 1970.
  package var at: Int64
  package var process: Int64
  /// What the function was registered as, `before` or `channel`, and under which name.
  package var kind: String
  package var name: String
  package var event: String
  package var isDryRun = false
  package var action: String?
  package var ticket: Int64?
  /// The entry that an after hook is called for.
  package var entry: Int64?
  /// Whether that entry is for the staff alone.
  package var isInternal = false
  /// Who asks, where that is a person.
  package var actor: Int64?
  /// What an action was given.
  package var params: [String: Value] = [:]
  /// The edits that it was given.
  package var given: [TracedEdit] = []
  /// Edits that it made.
  package var amended: [TracedEdit] = []
  package var refused: [TracedRefusal] = []
  /// What else it did: requests, notes, notifications and timers, how many of each.
  package var effects: [String: Int64] = [:]
  /// What a channel's message came to, or how it failed.
  package var fault: String?
  package var nanoseconds: Int64 = 0
  package var instructions: Int64 = 0
  /// Where the time went, the longest first.
  package var lines: [TracedLine] = []

  package init(
    order: String, at: Instant, process: Int64, kind: String, name: String, event: String
  ) {
    (self.order, self.process, self.kind, self.name) = (order, process, kind, name)
    (self.at, self.event) = (at.milliseconds, event)
  }
}

extension TracedCall: JSONForm {
  package static var blank: Self {
    TracedCall(
      order: "", at: Instant(milliseconds: 0), process: 0, kind: "", name: "", event: "")
  }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("order", &order)
    try members.exchange("at", &at)
    try members.exchange("process", &process)
    try members.exchange("kind", &kind)
    try members.exchange("name", &name)
    try members.exchange("event", &event)
    try members.exchange("isDryRun", &isDryRun)
    try members.exchange("action", &action)
    try members.exchange("ticket", &ticket)
    try members.exchange("entry", &entry)
    try members.exchange("isInternal", &isInternal)
    try members.exchange("actor", &actor)
    try members.exchange("params", &params)
    try members.exchange("given", &given)
    try members.exchange("amended", &amended)
    try members.exchange("refused", &refused)
    try members.exchange("effects", &effects)
    try members.exchange("fault", &fault)
    try members.exchange("nanoseconds", &nanoseconds)
    try members.exchange("instructions", &instructions)
    try members.exchange("lines", &lines)
  }
}

/// What a call leaves to be done besides edits.
package enum TracedEffect: String, CaseIterable, Sendable {
  case notes, requests, notifications, timers
}

/// An edit as a call saw or made it, its values shortened.
package struct TracedEdit: Equatable, Sendable {
  package var field: String
  package var from: Value
  package var to: Value

  /// So much of a text is kept, and so many of a list.
  private static let (mostCharacters, mostItems) = (200, 20)

  package init(_ edit: Edit) {
    field = edit.field
    from = TracedEdit.short(edit.from)
    to = TracedEdit.short(edit.to)
  }

  /// The edit, for whoever writes edits.
  package var edit: Edit { Edit(field: field, from: from, to: to) }

  /// The value, no longer than a line has room for.
  package static func short(_ value: Value) -> Value {
    switch value {
    case .text(let text) where text.utf8.count > mostCharacters:
      let start = String(text.prefix(mostCharacters))
      return .text(start.utf8.count < text.utf8.count ? start + "…" : text)
    case .list(let items): return .list(items.prefix(mostItems).map(short))
    default: return value
    }
  }
}

extension TracedEdit: JSONForm {
  package static var blank: Self { TracedEdit(Edit(field: "", from: .none, to: .none)) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("field", &field)
    try members.exchange("from", &from)
    try members.exchange("to", &to)
  }
}

/// What a call refused, in English.
package struct TracedRefusal: Equatable, Sendable {
  package var field: String?
  package var message: String

  package init(field: String?, message: String) {
    (self.field, self.message) = (field, message)
  }
}

extension TracedRefusal: JSONForm {
  package static var blank: Self { TracedRefusal(field: nil, message: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("field", &field)
    try members.exchange("message", &message)
  }
}

/// How often a line of a plugin's code began in a call, and how long it took, what it called included
/// where that is no Lua.
package struct TracedLine: Equatable, Sendable {
  /// The file within the plugin's folder.
  package var file: String
  package var line: Int64
  package var count: Int64
  package var nanoseconds: Int64

  package init(file: String, line: Int64, count: Int64, nanoseconds: Int64) {
    (self.file, self.line, self.count, self.nanoseconds) = (file, line, count, nanoseconds)
  }
}

extension TracedLine: JSONForm {
  package static var blank: Self { TracedLine(file: "", line: 0, count: 0, nanoseconds: 0) }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("file", &file)
    try members.exchange("line", &line)
    try members.exchange("count", &count)
    try members.exchange("nanoseconds", &nanoseconds)
  }
}

extension Registry {
  /// The names that calls of a plugin's functions go by in a trace: the events of its hooks, and what
  /// else it has that a desk calls, by kind.
  package func traceNames(of plugin: String) -> [String] {
    let hooks = hooks.filter { $0.plugin == plugin }.map(\.event)
    let all = hooks.contains(HookEvent.every) ? Verb.names.map { "ticket.\($0)" } : []
    return
      (hooks + all
      + actions.filter { $0.plugin == plugin }.map { "action.\($0.name)" }
      + timers.filter { $0.plugin == plugin }.map { "timer.\($0.name)" }
      + channels.filter { $0.plugin == plugin }.map { "channel.\($0.name)" })
      .uniqued
  }
}
