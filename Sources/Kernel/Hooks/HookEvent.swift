/// What a hook listens to.
package enum HookEvent: Hashable, Sendable {
  /// `ticket.*`
  case anyChange
  /// `ticket.ACTION`
  case action(Action)
  /// `field.NAME`
  case field(String)
  /// A change of the desk itself, as `person.add`.
  case desk(DeskEvent)
  /// Anything that is no change: timers.
  case other(String)

  /// Reads an event's name.
  package init(_ text: String) {
    if text == HookEvent.anyName {
      self = .anyChange
    } else if text.hasPrefix(HookEvent.fieldPrefix) {
      self = .field(String(text.dropFirst(HookEvent.fieldPrefix.utf8.count)))
    } else if text.hasPrefix(HookEvent.actionPrefix) {
      self = .action(Action(String(text.dropFirst(HookEvent.actionPrefix.utf8.count))))
    } else {
      self = DeskEvent(text).map(HookEvent.desk) ?? .other(text)
    }
  }

  /// The event that a verb is.
  package static func verb(_ verb: Verb) -> HookEvent { .action(.verb(verb)) }

  static func field(_ field: TicketField) -> HookEvent { .field(field.rawValue) }

  /// What hooks and subscriptions call it.
  package var name: String {
    switch self {
    case .anyChange: HookEvent.anyName
    case .action(let action): HookEvent.actionPrefix + action.name
    case .field(let name): HookEvent.fieldPrefix + name
    case .desk(let event): event.name
    case .other(let name): name
    }
  }

  private static let anyName = every
  /// Any change of a ticket, as hooks name it.
  package static let every = "ticket.*"
  private static let actionPrefix = "ticket."
  private static let fieldPrefix = "field."
}
