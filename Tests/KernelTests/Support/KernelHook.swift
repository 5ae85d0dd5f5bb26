import Kernel

/// A hook whose code is a closure, for a desk of nothing but the kernel.
struct KernelHook {
  typealias Body = (Proposal, HookSpec) throws -> Void

  var spec: HookSpec
  let body: Body

  private init(
    _ kind: HookSpec.Kind, _ event: String, _ name: String, when: String?,
    onFault: HookSpec.OnFault, _ body: @escaping Body,
  ) {
    spec = HookSpec(kind: kind, event: event, name: name, plugin: "", version: "")
    (spec.when, spec.onFault) = (when, onFault)
    self.body = body
  }

  static func before(
    _ event: String, _ name: String = "hook", when: String? = nil,
    onFault: HookSpec.OnFault = .refuse, _ body: @escaping Body,
  ) -> KernelHook {
    KernelHook(.before, event, name, when: when, onFault: onFault, body)
  }

  static func validate(
    _ event: String, _ name: String = "check", _ body: @escaping Body,
  ) -> KernelHook {
    KernelHook(.validate, event, name, when: nil, onFault: .refuse, body)
  }
}

/// Runs the hooks and actions that are closures; what they throw is their fault.
final class ClosureHost: HookHost {
  var bodies: [String: KernelHook.Body] = [:]

  func run(_ hook: CompiledHook, on proposal: Proposal) throws(HookFault) -> HookCost {
    do {
      try bodies[hook.spec.signature]?(proposal, hook.spec)
    } catch {
      throw HookFault(
        hook: hook.spec.signature, plugin: hook.spec.plugin, message: String(describing: error))
    }
    return HookCost(instructions: 0, nanoseconds: 0)
  }

  func propose(_ action: ActionSpec, on proposal: Proposal) throws(HookFault) -> ProposedData {
    do {
      try bodies[action.signature]?(proposal, action.hook)
    } catch {
      throw HookFault(
        hook: action.signature, plugin: action.plugin, message: String(describing: error))
    }
    return ProposedData(values: [:], instructions: 0)
  }

  func fill(_ backfill: BackfillSpec, on proposal: Proposal) throws(HookFault) -> HookCost {
    throw HookFault(
      hook: backfill.hook.signature, plugin: backfill.plugin, message: "there is no code")
  }

  func fits(_ text: String, pattern: String) -> Bool { false }

  func beginRequest() {}
}
