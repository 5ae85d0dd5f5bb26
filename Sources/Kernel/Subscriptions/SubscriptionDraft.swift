/// What somebody is to be told of.
package struct SubscriptionDraft: Equatable, Sendable {
  /// Whom; `nil` for oneself.
  package var to: Recipient<String>?
  package var event: String
  package var when: String?
  package var channel: String?
  package var tellsOwn: Bool

  /// `to` is a person's name, `role:R`, or a part in tickets such as `requester`.
  package init(
    to: String? = nil, event: String, when: String? = nil, channel: String? = nil,
    tellsOwn: Bool = false,
  ) {
    self.to = to.map { Recipient($0, among: .told) }
    self.event = event
    self.when = when
    self.channel = channel
    self.tellsOwn = tellsOwn
  }
}
