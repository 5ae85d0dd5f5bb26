/// A wish to be told of a kind of change: whose, of what, when, and through which channel.
package struct Subscription: Equatable, Sendable {
  /// What people call it by: a number, or `plugin:name` for one that a plugin ships.
  package var key: String
  package var audience: Audience
  /// `ticket.ACTION`, `ticket.*` or `field.NAME`; of a report `report.NAME`.
  package var event: String
  /// A condition on the ticket as it is after the change; `nil` for every ticket.
  package var when: String?
  /// The name of the channel.
  package var channel: String
  /// Whether also one's own changes are told.
  package var tellsOwn: Bool
  /// The report that is made every week; `nil` where changes are told.
  package var report: ReportOrder?

  package init(
    key: String, audience: Audience, event: String, when: String? = nil,
    channel: String = Subscription.standardChannel,
  ) {
    self.key = key
    self.audience = audience
    self.event = event
    self.when = when
    self.channel = channel
    tellsOwn = false
  }

  /// The channel of who names none.
  package static let standardChannel = "inbox"
}

extension Subscription: JSONForm {
  package static var blank: Self { Subscription(key: "", audience: .role(""), event: "") }

  package mutating func exchange(_ members: inout JSONMembers) throws(JSONFormError) {
    try members.exchange("key", &key)
    try members.exchange("audience", &audience)
    try members.exchange("event", &event)
    try members.exchange("when", &when)
    try members.exchange("channel", &channel)
    try members.exchange("tellsOwn", &tellsOwn)
  }
}

extension Subscription {
  /// Whether it is about internal notes, and nothing else.
  package var isAboutNotes: Bool { HookEvent(event) == .verb(.note) }

  /// Whom a subscription is for.
  package typealias Audience = Recipient<Person.ID>
}

/// That somebody wants nothing of a subscription that is not only theirs.
package struct Mute: Hashable, Sendable {
  package let person: Person.ID
  /// The subscription's key.
  package let key: String

  package init(person: Person.ID, key: String) {
    self.person = person
    self.key = key
  }
}
