/// A hook ready to be run: its condition parsed, its event told apart.
///
/// An object, so that going through hooks copies none of their names.
package final class CompiledHook: Sendable {
  package let spec: HookSpec
  package let condition: Query?
  /// Its place in the order of hooks.
  package let order: Int
  /// What stands in `by`: `plugin@version:hook`.
  package let signature: String
  /// Whether its plugin does not load or its condition means nothing, so that it cannot run.
  let isBroken: Bool
  /// Whether its plugin failed too often, and until when.
  let suspension: Suspension?
  let event: HookEvent
  let isConditional: Bool
  /// What its steps of the trace are called.
  package let kindName: String

  init(spec: HookSpec, condition: Query?, order: Int, isBroken: Bool, suspension: Suspension?) {
    self.spec = spec
    self.condition = condition
    self.order = order
    self.isBroken = isBroken
    self.suspension = suspension
    signature = spec.signature
    event = HookEvent(spec.event)
    isConditional = condition != nil
    kindName = spec.kind.rawValue
  }

  /// Whether it is the plugin's, and its condition means nothing.
  func isIdle(of plugin: String) -> Bool {
    isBroken && spec.when != nil && condition == nil && spec.plugin == plugin
  }

  /// Whether it does not run at that moment.
  func isSuspended(at moment: Instant) -> Bool {
    isBroken || (suspension?.holds(at: moment) ?? false)
  }
}

/// What a hook listens to.
package enum HookEvent: Hashable, Sendable {
  /// `ticket.*`
  case anyChange
  /// `ticket.ACTION`
  case action(Action)
  /// `field.NAME`
  case field(String)
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
      self = .other(text)
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
    case .other(let name): name
    }
  }

  private static let anyName = "ticket.*"
  private static let actionPrefix = "ticket."
  private static let fieldPrefix = "field."
}
