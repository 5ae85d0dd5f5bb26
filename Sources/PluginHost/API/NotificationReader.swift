import Kernel
import Lua
import Texts

/// Reads what `change:notify` and `docket.notify` are given.
enum NotificationReader {
  static func notification(
    _ value: LuaValue, by hook: String, in context: SandboxContext, path: String,
  ) throws(HostError) -> Notification {
    var table = SpecTable(path, value)
    let language = context.desk.language
    let to = table.read("to", Text("value.names")) { value in
      value.text.map { [$0] } ?? value.texts
    }
    if to?.isEmpty ?? true { table.fail("to", Text("api.nobody_told")) }
    let text = try table.read("text", Text("value.text")) { value throws(HostError) in
      try context.words(value, in: language)
    }
    if text?.isEmpty ?? true { table.fail("text", Text("api.nothing_told")) }
    let subject = try table.read("subject", Text("value.text")) { value throws(HostError) in
      try context.words(value, in: language)
    }
    let subjects = try context.translations(of: value["subject"])
    if !([subject ?? ""] + subjects.values).allSatisfy(isSubject) {
      table.fail("subject", Text("forward.bad_subject"))
    }
    let channel = table.text("channel")
    let visibility = table.text("visibility") ?? "internal"
    if !["internal", "public"].contains(visibility) {
      table.fail("visibility", Names.unknown(visibility, among: ["internal", "public"]))
    }
    try checkNames(to ?? [], channel, in: context, &table)
    try table.check()
    var notification = Notification(
      to: to ?? [], text: text ?? "", subject: subject ?? "", channel: channel,
      isPublic: visibility == "public", by: hook,
      sender: context.person.map { .person($0.id) } ?? .plugin(context.plugin))
    notification.texts = try context.translations(of: value["text"])
    notification.subjects = subjects
    return notification
  }

  /// One line, as a message's head has it.
  private static func isSubject(_ text: String) -> Bool {
    HeaderText.isOne(text) && text.count <= Limit.subjectCharacters
  }

  /// Notes names of people, roles and channels that there are not.
  private static func checkNames(
    _ names: [String], _ channel: String?, in context: SandboxContext, _ table: inout SpecTable,
  ) throws(HostError) {
    guard let rulebook = context.rulebook, let reading = context.reading else { return }
    let channels = rulebook.registry.channels.map(\.name)
    if let channel, !channels.contains(channel) {
      table.fail("channel", Names.unknown(channel, among: channels))
    }
    let parts = Subscription.Part.allCases.map(\.rawValue)
    for name in names where !parts.contains(name) {
      if name.hasPrefix("role:") {
        let role = String(name.dropFirst(5))
        let roles = rulebook.roles.keys.sorted()
        if !roles.contains(role) { table.fail("to", Names.unknown(role, among: roles)) }
      } else if try context.reading({ try reading.person(named: name) }) == nil {
        let hint = nearestName(to: name, among: parts).map {
          Text("hint.nearest_code", ["name": $0])
        }
        table.fail("to", Text("api.unknown_recipient", ["name": name, "hint": hint]))
      }
    }
  }
}
