/// What is to follow once a change is written: messages, timers, and further requests.
package struct Effects {
  package internal(set) var notifications: [Notification] = []
  package internal(set) var timers = TimerChanges()
  /// Requests that hooks want done in the same transaction.
  package internal(set) var followUps: [FollowUp] = []
  /// What is forwarded, and to whom.
  var forward: Forward?
  var recipients: [ForwardRecipient] = []
  /// Entries of other tickets that say again what is taken away, and go along.
  var copies: [ErasedCopy] = []
}

/// Something to tell people once the change is written.
package struct Notification: Equatable, Sendable {
  package var to: [Recipient<String>]
  package var text: String
  package var subject: String
  /// The channel; `nil` for each person's own.
  package var channel: String?
  package var isPublic: Bool
  /// What people read of who tells it: the hook, or the script that is run by hand.
  package var by: String
  /// Who tells it, and must be allowed to.
  package var sender: Actor
  /// The text by language, where its plugin has it in several.
  package var texts: [String: String] = [:]
  /// The subject by language, where its plugin has it in several.
  package var subjects: [String: String] = [:]

  package init(
    to: [Recipient<String>], text: String, subject: String = "", channel: String? = nil,
    isPublic: Bool = false, by: String, sender: Actor,
  ) {
    self.to = to
    self.text = text
    self.subject = subject
    self.channel = channel
    self.isPublic = isPublic
    self.by = by
    self.sender = sender
  }
}

/// A timer of the ticket to be set, moved or cancelled.
package struct TimerChange: Equatable, Sendable {
  package var plugin: String
  package var name: String
  /// When it fires; `nil` cancels.
  package var at: Instant?
  /// Data for the one who handles it, as JSON.
  package var data: String

  package init(plugin: String, name: String, at: Instant?, data: String = "") {
    self.plugin = plugin
    self.name = name
    self.at = at
    self.data = data
  }
}

/// A request that a hook wants done in the same transaction.
package struct FollowUp: Sendable {
  package var hook: HookSpec
  package var request: Request

  package init(hook: HookSpec, request: Request) {
    self.hook = hook
    self.request = request
  }
}

/// The timers that a change sets, moves or cancels, one for each name of a plugin's.
package struct TimerChanges {
  private struct Key: Hashable {
    let plugin: String
    let name: ByteKey
  }

  /// As they were given; those that a later one replaces are gone.
  private var given: [TimerChange?] = []
  private var places: [Key: Int] = [:]

  /// Those that hold, in the order in which each was given last.
  package var all: [TimerChange] { given.compactMap(\.self) }

  /// Takes a timer in place of the one that had its name.
  mutating func set(_ timer: TimerChange) {
    let key = Key(plugin: timer.plugin, name: ByteKey(timer.name))
    if let place = places[key] { given[place] = nil }
    places[key] = given.count
    given.append(timer)
  }
}
