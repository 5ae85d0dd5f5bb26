import Kernel
import Lua

/// Reads what `change:notify` and `docket.notify` are given.
enum NotificationReader {
  static func notification(
    _ value: LuaValue, by hook: String, in context: SandboxContext, path: String,
  ) throws(HostError) -> Notification {
    var table = SpecTable(path, value)
    let language = context.desk.language
    let to = table.read("to", "a name, or a list of names") { value in
      value.text.map { [$0] } ?? value.texts
    }
    if to?.isEmpty ?? true { table.fail("to", "is missing: whom to tell") }
    let text = table.read("text", "a text") { context.words($0, in: language) }
    if text?.isEmpty ?? true { table.fail("text", "is missing: what to tell") }
    let subject = table.read("subject", "a text") { context.words($0, in: language) }
    let channel = table.text("channel")
    let visibility = table.text("visibility") ?? "internal"
    if !["internal", "public"].contains(visibility) {
      table.fail("visibility", Names.unknown(visibility, among: ["internal", "public"]))
    }
    try table.check()
    var notification = Notification(
      to: to ?? [], text: text ?? "", subject: subject ?? "", channel: channel,
      isPublic: visibility == "public", by: hook)
    notification.texts = context.translations(of: value["text"])
    notification.subjects = context.translations(of: value["subject"])
    return notification
  }
}
