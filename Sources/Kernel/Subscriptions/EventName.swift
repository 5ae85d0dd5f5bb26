import Texts

/// The names of what can happen to a ticket, as people subscribe to it.
package struct EventName {
  private let actions: [String]
  private let fields: [String]

  /// All events there are where a plugin has those actions, for who may name those fields.
  package init(actions: some Sequence<String>, fields: some Sequence<String>) {
    self.actions = Request.verbs + actions
    self.fields = fields + ["attachments"]
  }

  /// The event that somebody means: `ticket.create` for `created`, `field.queue` for `queue`.
  ///
  /// Throws a `Refusal` that names the nearest one where there is none.
  package func event(_ text: String) throws(Refusal) -> String {
    if let short = EventName.short[text] { return short }
    if text == "ticket.*" || known.contains(text) { return text }
    for prefix in ["ticket.", "field."] where known.contains(prefix + text) {
      return prefix + text
    }
    let names = EventName.short.keys.sorted() + known + actions + fields
    let nearest = Text.nearest(nearestName(to: text, among: names))
    throw Refusal(
      .invalid,
      Text(
        "subscription.no_event",
        ["event": text, "hint": nearest ?? Text("subscription.event_form")]),
      field: "event")
  }

  private var known: [String] {
    actions.map { "ticket.\($0)" } + fields.map { "field.\($0)" }
  }

  /// What people say for some of them.
  private static let short = [
    "created": "ticket.create", "closed": "ticket.close", "reopened": "ticket.reopen",
    "message": "ticket.reply", "messages": "ticket.reply", "notes": "ticket.note",
    "tag": "field.tags", "attachment": "field.attachments", "any": "ticket.*",
  ]
}

extension Request {
  /// The verbs that the kernel knows.
  package static let verbs: [String] = [
    "create", "update", "note", "reply", "close", "reopen", "postpone", "wake", "assign", "forward",
    "attach", "detach", "discard", "restore", "purge", "redact", "undo",
  ]
}
