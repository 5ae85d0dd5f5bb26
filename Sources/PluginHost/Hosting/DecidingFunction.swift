import Kernel
import Lua

/// A function of the deciding lane with all that its calls need, looked up once.
///
/// It serves until its sandbox is dropped.
final class DecidingFunction {
  let hook: HookSpec
  let box: PluginBox
  let function: LuaFunction
  /// Whether it is given the ticket as it is, and not the change.
  let isOfTicket: Bool
  /// Whether it is what an action proposes, and no hook.
  let isAction: Bool
  /// Where its calls are counted; `nil` where nobody counts.
  let counter: UseCounter?

  init(
    _ hook: HookSpec, _ function: LuaFunction, ofTicket isOfTicket: Bool,
    isAction: Bool = false, in box: PluginBox, counter: UseCounter?,
  ) {
    self.isAction = isAction
    self.hook = hook
    self.isOfTicket = isOfTicket
    self.box = box
    self.function = function
    self.counter = counter
  }
}

/// Hooks whose functions were looked up, by their place among the rulebook's hooks.
struct DecidingFunctions {
  private var places: [(hook: CompiledHook, function: DecidingFunction)?] = []

  /// The hook's function, where it was looked up and its sandbox lives.
  subscript(hook: CompiledHook) -> DecidingFunction? {
    get {
      // Another epoch's hooks have the same places.
      guard hook.order < places.count, let known = places[hook.order], known.hook === hook,
        !known.function.box.sandbox.isPoisoned
      else { return nil }
      return known.function
    }
    set {
      while places.count <= hook.order { places.append(nil) }
      places[hook.order] = newValue.map { (hook, $0) }
    }
  }

  /// Forgets what a plugin's sandbox held.
  mutating func drop(_ plugin: String) {
    for place in places.indices where places[place]?.hook.spec.plugin == plugin {
      places[place] = nil
    }
  }
}
