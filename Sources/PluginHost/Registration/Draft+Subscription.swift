import Kernel
import Lua
import Texts

extension Draft {
  /// `docket.subscription`: who is told of what where nobody says otherwise.
  mutating func addSubscription(_ value: LuaValue) throws(HostError) {
    var table = SpecTable("docket.subscription", value)
    let name = table.required("name")
    if !name.isEmpty, !Names.isHookName(name) {
      table.fail("name", Text("table.plugin_name", ["name": name]))
    }
    let key = "\(plugin):\(name)"
    claim(key, among: subscriptions.map(\.key), of: Text("thing.subscription"), in: &table)
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
