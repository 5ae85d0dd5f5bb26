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
