import Texts

/// The names of what can happen to a ticket, as people subscribe to it.
package struct EventName {
  private let actions: [String]
  private let fields: [String]

  /// All events there are where a plugin has those actions, for who may name those fields.
  package init(actions: some Sequence<String>, fields: some Sequence<String>) {
    self.actions = Verb.names + actions
    self.fields = fields + [TicketField.attachments.rawValue]
  }

  /// The event that somebody means: `ticket.create` for `created`, `field.queue` for `queue`.
  ///
  /// Throws a `Refusal` that names the nearest one where there is none.
  package func event(_ text: String) throws(Refusal) -> String {
    if let short = EventName.short[text] { return short.name }
    if HookEvent(text) == .anyChange || known.contains(text) { return text }
    for event in [HookEvent.action(Action(text)), .field(text)] where known.contains(event.name) {
      return event.name
    }
    let names = EventName.short.keys.sorted() + known + actions + fields
    let nearest = Text.nearest(nearestName(to: text, among: names))
    throw Refusal(
      .invalid,
      Text.subscriptionNoEvent(event: text, hint: nearest ?? Text.subscriptionEventForm),
      field: "event")
  }

  private var known: [String] {
    actions.map { HookEvent.action(Action($0)).name } + fields.map { HookEvent.field($0).name }
  }

  /// What people say for some of them.
  private static let short: [String: HookEvent] = [
    "created": .verb(.create), "closed": .verb(.close), "reopened": .verb(.reopen),
    "message": .verb(.reply), "messages": .verb(.reply), "notes": .verb(.note),
    "tag": .field(.tags), "attachment": .field(.attachments), "any": .anyChange,
  ]
}
