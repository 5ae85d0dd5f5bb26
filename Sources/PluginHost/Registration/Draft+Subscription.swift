import Kernel
import Lua
import Texts

extension Draft {
  static let subscriptionKeys =
    [APIPart("name", .text, "its name within the plugin")] + tellingKeys

  /// Who is told of what, and how.
  static let tellingKeys: [APIPart] = [
    .init(
      "to", .text,
      """
      requester, assignee, team, followers, queue (who may work on it, where nobody else of the \
      staff is told), or role:NAME
      """),
    .init("event", .text, "as ticket.reply or field.priority"),
    .init("when", .query, "a condition on the ticket"),
    .init("channel", .text, "how it is told; inbox, where it is left out"),
    .init("own", .boolean, "whether people hear of what they did themselves"),
  ]

  /// `docket.subscription`: who is told of what where nobody says otherwise.
  mutating func addSubscription(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.subscription", value, Draft.subscriptionKeys)
    let name = table.required("name")
    if !name.isEmpty, !Names.isHookName(name) {
      table.fail("name", Text.tablePluginName(name: name))
    }
    let key = "\(plugin):\(name)"
    claim(key, among: subscriptions.map(\.key), of: Text.thingSubscription, in: &table)
    let to = table.required("to")
    let kinds = Set<RecipientKind>.shipped
    let audience = Subscription.Audience(text: to, among: kinds)
    if audience == nil, !to.isEmpty { table.fail("to", Names.unknown(to, among: kinds.forms)) }
    let event = table.required("event")
    let when = table.text("when")
    let channel = table.text("channel") ?? Subscription.standardChannel
    let tellsOwn = table.boolean("own") ?? false
    try table.check()
    guard let audience else { return }
    var subscription = Subscription(
      key: key, audience: audience, event: event, when: when, channel: channel)
    subscription.tellsOwn = tellsOwn
    subscriptions.append(subscription)
  }
}
