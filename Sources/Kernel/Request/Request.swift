import Texts

/// What somebody asks of the desk: the one way in for every change.
package struct Request: Sendable {
  /// How a field is to change.
  package enum Assignment: Equatable, Sendable {
    /// To this value; `Value.none` clears.
    case value(Value)
    /// Adds elements to a list, and removes others.
    case elements(adding: [Value], removing: [Value])

    /// The same with each value as `change` gives it.
    package func mapped(_ change: (Value) -> Value) -> Assignment {
      switch self {
      case .value(let value): .value(change(value))
      case .elements(let adding, let removing):
        .elements(adding: adding.map(change), removing: removing.map(change))
      }
    }
  }

  package var actor: Actor
  /// The way in.
  package var source: Source
  package var action: Action
  /// The ticket; `nil` for a create.
  package var ticket: Ticket.ID?
  /// Fields to change, kernel's and custom, in the order given.
  package var set: [(field: String, assignment: Assignment)]
  /// The words of a note, a reply or a comment on closing.
  package var text: String
  /// Whether the words are for everybody; a reply's always are.
  package var isPublic: Bool
  /// An internal note besides.
  package var note: String
  /// A plugin action's parameters, and `to` of a discard.
  package var params: [String: Value]
  /// Files to be added to the ticket, whatever the verb; those of a note are as internal as it is, all
  /// others as public as the ticket.
  package var uploads: [Upload] = []
  /// The version that the asker saw; a later one is a conflict.
  package var expectedVersion: Int64?
  /// The same by the desk's own count, where a program read the ticket and not a person: changes
  /// that do not exist for the asker are no conflict.
  package var readVersion: Int64?
  /// The same as a record in Lua has it, by the desk's own count or by what its plugin sees.
  package var handleVersion: Int64?
  /// A key that makes it happen once: asked again with it, it gives the first result.
  package var key: String?
  /// When it happened, if not now; only imports say so.
  package var at: Instant?
  /// Whether a machine wrote the reply; such a reply moves nothing.
  package var isAutomatic: Bool
  /// Whether the asker wants imports to obey moves, evidence and validate hooks.
  package var obeysRules: Bool
  /// Whether after hooks and notifications follow.
  package var hasEffects: Bool
  /// Whether people are told of it: hooks' notifications.
  package var tellsPeople = true
  /// Whether it is only tried: it takes the same way and leaves nothing.
  package var isDryRun = false
  /// The hook that acts in a person's name, as `plugin@version:hook`: the request may do only what
  /// both the person and the plugin may.
  package var through: String?
  /// What the request follows from, where a hook makes it.
  package var cause: Cause?
  /// The redaction or purge of another ticket that it continues here; it was authorized with that.
  var erasure: Erasure?
  /// The reply on another ticket that it continues here.
  var passed: Passed?
  /// The desk's entry that records the import which asks.
  package var imported: EntryID?
  /// The name that all entries of one command share; a new one is made if it is `nil`.
  package var name: String?
  /// When it was asked, if earlier than now: `+3d` counts from then.
  package var asked: Instant?
  /// The zone of times that it gives as texts without one; the actor's zone if it is `nil`.
  package var zone: Zone?
  /// The language that a person gives its texts in, of dates and numbers; their own if it is `nil`.
  package var language: Language?
  /// Whether it is one of many, for which the actor needs the permission `bulk` as well.
  package var needsBulk = false
  /// Whether the outcome is to say who is told of it and who is not, which the asker must be allowed
  /// to know.
  package var explainsTelling = false
  /// The backfill of the plugin that asks, whose function gives the fields.
  package var backfill: String?
  /// The plugin whose before hooks and defaults have no say, as if it were not enabled yet.
  ///
  /// Only examples of plugins say so.
  package var without: String?
  /// The plugins in the order in which their before hooks run, in place of the registry's.
  ///
  /// Only what tries whether hooks commute says so.
  package var hookOrder: [String]?
  /// What it takes back, if it is an undo.
  package var undoes: UndoScope?

  package init(
    actor: Actor, source: Source, action: Action, ticket: Ticket.ID? = nil,
    set: [(field: String, assignment: Assignment)] = [], text: String = "",
    isPublic: Bool = false, note: String = "", params: [String: Value] = [:],
  ) {
    self.actor = actor
    self.source = source
    self.action = action
    self.ticket = ticket
    self.set = set
    self.text = text
    self.isPublic = isPublic
    self.note = note
    self.params = params
    isAutomatic = false
    obeysRules = source != .import
    hasEffects = source != .import
  }

  /// The same where what it says is typed in that language, unless it names another one.
  package func typed(in language: Language?) -> Request {
    var request = self
    request.language = request.language ?? language
    return request
  }

  /// An entry that erased words which others repeat.
  struct Erasure: Sendable {
    let entry: EntryID
    let origin: EntryID
  }

  /// Whether entries that repeat the erased words are left alone (`only`).
  var isErasingOnly: Bool { params["only"] == .boolean(true) }

  /// The verb; `nil` if a plugin's action is asked for.
  package var verb: Verb? { action.verb }

  package var isImport: Bool { source == .import }

  /// The plugin that acts in a person's name.
  var agent: String? { through.map { String($0.prefix { $0 != "@" }) } }

  /// The plugin within whose manifest it must stay; `nil` where a person asks, or the desk.
  var plugin: String? {
    if let agent { return agent }
    if let cause { return cause.plugin }
    if case .plugin(let name) = actor { return name }
    return nil
  }
}

/// The change and the hook that a request follows from.
package struct Cause: Equatable, Sendable {
  package var entry: EntryID
  package var origin: EntryID
  package var depth: Int64
  /// The hook that asks, as `plugin@version:hook`.
  package var hook: String
  /// How often the hook may change the same fields in one chain.
  package var laps: Int
  /// The plugin within whose permissions it must stay.
  package var plugin: String

  package init(
    entry: EntryID, origin: EntryID, depth: Int64, hook: String, laps: Int = 1, plugin: String,
  ) {
    self.entry = entry
    self.origin = origin
    self.depth = depth
    self.hook = hook
    self.laps = laps
    self.plugin = plugin
  }
}
