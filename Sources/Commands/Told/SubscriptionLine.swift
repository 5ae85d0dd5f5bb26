import Desk
import Display
import Kernel
import Texts

/// A subscription in words and in JSON.
struct SubscriptionLine {
  let subscription: Subscription
  /// Whom it tells: a name, `role R`, or a part such as `requester`.
  let audience: Text
  let isMuted: Bool
  /// Why it tells nobody, if it does not.
  let trouble: Text?
  /// What its channel is called.
  let channel: String

  init(
    of subscription: Subscription, in session: DeskSession, isMuted: Bool = false,
    trouble: Text? = nil,
  ) throws {
    self.subscription = subscription
    self.isMuted = isMuted
    self.trouble = trouble
    channel =
      session.labels?.name(subscription.channel, of: "channel") ?? subscription.channel
    audience =
      switch subscription.audience {
      case .person(let id): Text(words: try session.name(of: id))
      case .role(let name): Text.subscriptionOfRole(role: name)
      case .part(let part): part.text
      }
  }

  /// `ann: ticket.create when queue:billing, by inbox`; `ann: report.volume every monday 08:00, by
  /// inbox`.
  var words: Text {
    Text.subscriptionLine(
      audience: audience, event: subscription.event,
      when: subscription.report.map { Text.subscriptionLineReport(report: $0.words) }
        ?? subscription.when.map { Text.subscriptionLineWhen(condition: $0) },
      channel: channel, own: subscription.tellsOwn ? Text.subscriptionLineOwn : nil)
  }

  /// What there is to know besides: that it is muted, or why it does not work.
  var state: Text {
    if let trouble { return trouble }
    if isMuted { return Text.subscriptionIsMuted }
    return subscription.tellsOwn ? Text.subscriptionOwnToo : Text(words: "")
  }

  var json: JSON {
    let number = Int64(subscription.key).map(JSON.integer) ?? .string(subscription.key)
    return .object([
      ("subscription", number), ("to", .string(audience.description)),
      ("event", .string(subscription.event)),
      ("when", subscription.when.map(JSON.string) ?? .null),
      ("channel", .string(subscription.channel)), ("own", .boolean(subscription.tellsOwn)),
      ("muted", .boolean(isMuted)), ("trouble", trouble.map { .string($0.description) } ?? .null),
      ("report", subscription.report.map(json) ?? .null),
    ])
  }

  private func json(_ order: ReportOrder) -> JSON {
    .object([
      ("name", .string(order.report)), ("query", .string(order.query)),
      ("since", order.since.map(JSON.string) ?? .null),
      ("until", order.until.map(JSON.string) ?? .null),
      ("params", .object(order.params.sorted { $0.key < $1.key }.map { ($0, .string($1)) })),
      ("every", .string(order.moment.description)),
    ])
  }
}
