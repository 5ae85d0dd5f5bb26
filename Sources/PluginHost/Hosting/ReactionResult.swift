import Kernel

/// What a run in the reacting lane leaves to be written with its row's acknowledgement.
package struct ReactionResult: Sendable {
  package var plugin: String
  /// What it did to the plugin's own state.
  package var state: ReactionState
  /// People to be told about a ticket, by `docket.notify`.
  package var notifications: [(ticket: Ticket.ID, notification: Notification)] = []
  /// Timers to be set, moved or cancelled, by `docket.schedule`.
  package var timers: [(ticket: Ticket.ID, change: TimerChange)] = []
  /// Lua instructions that it took.
  package var instructions: Int64 = 0
  /// For a channel: what became of the message.
  package var delivery = Delivery.sent

  init(plugin: String) {
    self.plugin = plugin
    state = ReactionState(of: plugin)
  }

  /// Whether anything is written with the acknowledgement but that.
  package var leavesAnything: Bool {
    !state.changes.isEmpty || !notifications.isEmpty || !timers.isEmpty
  }

  /// What became of a message that a channel was given.
  package enum Delivery: Equatable, Sendable {
    case sent
    /// Not now: again after so many milliseconds, where the channel says when.
    case retry(after: Int64?, message: String)
    /// Not now, which is no failed try.
    case later(after: Int64?, message: String)
    /// Never.
    case drop(message: String)
    /// By another channel, with all that waits for the same reader and is due where it says so.
    case pass(to: String, together: Bool)
  }
}

/// Something for a channel to send: only what its recipient and the channel's plugin may see.
///
/// The subject and the address are one line each, whatever the desk holds.
package struct ChannelMessage: Sendable {
  package var id: Int64
  package var recipient: Person
  /// The recipient's address for this channel; empty where the name is enough.
  package var address: String
  package var event: String
  /// The ticket as both see it.
  package var ticket: Ticket?
  /// What happened, as both see it: the entries of the request that it is about.
  package var entries: [Entry] = []
  package var subject: String
  package var text: String
  /// The language that the text is in.
  package var language: String
  /// What the plugin that tells it adds, as JSON.
  package var data: JSON?
  /// The files that go along, as both see them: what they are, without their contents.
  package var files: [Attachment] = []
  /// 1 for the first try.
  package var attempt: Int64
  package var at: Instant

  package init(
    id: Int64, recipient: Person, address: String = "", event: String = "", ticket: Ticket? = nil,
    entries: [Entry] = [], subject: String = "", text: String, language: String = "en",
    attempt: Int64 = 1, at: Instant,
  ) {
    self.id = id
    self.recipient = recipient
    self.address = HeaderText.line(address)
    self.event = event
    self.ticket = ticket
    self.entries = entries
    self.subject = HeaderText.line(subject)
    self.text = text
    self.language = language
    self.attempt = attempt
    self.at = at
  }
}

/// A firing of `docket.every`.
package struct TimerFiring: Equatable, Sendable {
  package var name: String
  package var now: Instant
  /// When it fired before; `nil` the first time.
  package var last: Instant?
  /// How many milliseconds too late it fires.
  package var late: Int64
  /// What `schedule` kept for it, as JSON.
  package var data: String

  package init(
    name: String, now: Instant, last: Instant? = nil, late: Int64 = 0, data: String = "",
  ) {
    self.name = name
    self.now = now
    self.last = last
    self.late = late
    self.data = data
  }
}
