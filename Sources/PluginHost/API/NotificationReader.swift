import Kernel
import Lua
import Texts

/// Reads what `change:notify` and `docket.notify` are given.
enum NotificationReader {
  static let keys: [APIPart] = [
    .init(
      "to", .either(.text, .list),
      "names, role:NAME, requester, assignee, former_assignee, team, followers, queue"),
    .init("text", .words, "what they are told"),
    .init("subject", .words, "its heading; the ticket's, where it is left out"),
    .init("channel", .text, "how; each person's own, where it is left out"),
    .init("visibility", .text, "internal, or public for those who may not see notes as well"),
    .init(
      "event", .text,
      "what it is about, as sla.late; the change, or the timer, where it is left out"),
    .init("data", .any, "plain data for the channel, which its message has"),
  ]

  static func notification(
    _ value: LuaValue, by hook: String, in context: SandboxContext, path: String,
  ) throws(HostError) -> Notification {
    var table = SpecTable(path, value, keys)
    let names = table.read("to", Text.valueNames) { value in
      value.text.map { [$0] } ?? value.texts
    }
    let to = (names ?? []).map { Recipient($0, among: .told) }
    if to.isEmpty { table.fail("to", Text.apiNobodyTold) }
    let text = try words("text", in: &table, of: context)
    if text?.own.isEmpty ?? true { table.fail("text", Text.apiNothingTold) }
    let subject = try words("subject", in: &table, of: context)
    let subjects = subject?.others ?? [:]
    if !isSubject(subject?.own ?? "") || !subjects.values.allSatisfy(isSubject) {
      table.fail("subject", Text.forwardBadSubject)
    }
    let channel = table.text("channel")
    let visibility = table.text("visibility") ?? "internal"
    if !["internal", "public"].contains(visibility) {
      table.fail("visibility", Names.unknown(visibility, among: ["internal", "public"]))
    }
    try check(to, channel, in: context, &table)
    let event = table.text("event")
    if let event, !Names.isHookName(event) {
      table.fail("event", Text.tablePluginName(name: event))
    }
    let data = table.read("data", Text.valuePlain) { $0.json }
    try table.check()
    var notification = Notification(
      to: to, text: text?.own ?? "", subject: subject?.own ?? "", channel: channel,
      isPublic: visibility == "public", by: hook,
      sender: context.actor)
    notification.texts = text?.others ?? [:]
    notification.subjects = subjects
    notification.language = text?.language ?? ""
    notification.event = event
    notification.data = data
    return notification
  }

  /// The words of a key in the desk's language, and the same in every language that they are in.
  private static func words(
    _ key: String, in table: inout SpecTable, of context: SandboxContext,
  ) throws(HostError) -> (own: String, language: String, others: [String: String])? {
    try table.read(key, Text.valueText) { value throws(HostError) in
      let desk = context.desk.language
      let others = try context.translations(of: value)
      if let own = others[desk] { return (own, desk, others) }
      guard let own = try context.words(value, in: desk) else { return nil }
      return (own, context.language(of: value, for: desk), others)
    }
  }

  /// One line, as a message's head has it.
  private static func isSubject(_ text: String) -> Bool {
    HeaderText.isOne(text)
      && (text.utf8.count <= Limit.subjectCharacters || text.count <= Limit.subjectCharacters)
  }

  /// Notes names of people, roles and channels that there are not.
  private static func check(
    _ recipients: [Recipient<String>], _ channel: String?, in context: SandboxContext,
    _ table: inout SpecTable,
  ) throws(HostError) {
    guard let rulebook = context.rulebook, let reading = context.reading else { return }
    let channels = rulebook.registry.channels.map(\.name)
    if let channel, !channels.contains(channel) {
      table.fail("channel", Names.unknown(channel, among: channels))
    }
    for recipient in recipients {
      switch recipient {
      case .role(let role):
        let roles = rulebook.roles.keys.sorted()
        if !roles.contains(role) { table.fail("to", Names.unknown(role, among: roles)) }
      case .person(let name):
        guard try context.reading({ try reading.person(named: name) }) == nil else { break }
        let parts = TicketPart.allCases.map(\.rawValue)
        let hint = nearestName(to: name, among: parts).map {
          Text.hintNearestCode(name: $0)
        }
        table.fail("to", Text.apiUnknownRecipient(name: name, hint: hint))
      default: break
      }
    }
  }
}
