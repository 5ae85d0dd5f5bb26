import Texts

/// Something to be done after the commit, at least once.
package struct OutboxRow: Equatable, Sendable {
  /// What is to be done.
  package enum Kind: String, Sendable {
    /// Run an after hook on an entry.
    case after
    /// Tell somebody through a channel.
    case notify
    /// Fire a timer of a ticket, `wake` among them.
    case timer
    /// Fire a plugin's `every`, or make a report that somebody is sent every week.
    case every
  }

  /// How far it has come.
  package enum State: String, CaseIterable, Sendable {
    case waiting
    case done
    case dead
    case dropped
  }

  package var id: Int64
  /// Unique on the desk: writing the same row again changes nothing, or moves a timer.
  package var key: String
  package var kind: Kind
  /// The plugin whose hook, channel or timer it is; empty for the kernel's.
  package var plugin: String
  /// The hook's, channel's or timer's name.
  package var name: String
  package var ticket: Ticket.ID?
  /// The entry that it is about.
  package var entry: EntryID?
  package var recipient: Person.ID?
  /// What goes along, as JSON: a notification's texts, a timer's data.
  package var payload: String
  package var notBefore: Instant
  package var tries: Int64
  package var state: State
  package var lastError: String

  package init(
    id: Int64 = 0, key: String, kind: Kind, plugin: String, name: String,
    ticket: Ticket.ID? = nil, entry: EntryID? = nil, recipient: Person.ID? = nil,
    payload: String = "", notBefore: Instant, tries: Int64 = 0, state: State = .waiting,
    lastError: String = "",
  ) {
    self.id = id
    self.key = key
    self.kind = kind
    self.plugin = plugin
    self.name = name
    self.ticket = ticket
    self.entry = entry
    self.recipient = recipient
    self.payload = payload
    self.notBefore = notBefore
    self.tries = tries
    self.state = state
    self.lastError = lastError
  }
}

extension OutboxRow {
  /// What is to be done, for people: `notify inbox:inbox`, `after sla:escalate`.
  package var deed: Text { kind.deed(of: plugin, name) }
}

extension OutboxRow.Kind {
  /// The same of anything of the kind.
  package func deed(of plugin: String, _ name: String) -> Text {
    // What the kernel does by itself has names of its own, as `wake`.
    let what =
      plugin.isEmpty ? Text(name: name, of: .verb) : Text(words: "\(plugin):\(name)")
    return Text(joining: [text, what], by: " ")
  }
}
