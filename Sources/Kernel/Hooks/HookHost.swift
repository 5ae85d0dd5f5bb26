import Texts

/// What runs hooks: the kernel's port to the plugins.
///
/// All calls are on the writer's thread, inside the transaction.
package protocol HookHost: PatternHost {
  /// Runs one before or validate hook on the proposal, which takes what the hook does.
  ///
  /// A fault of the hook is thrown; the caller decides by the hook's `onFault`.
  func run(_ hook: CompiledHook, on proposal: Proposal) throws(HookFault) -> HookCost

  /// Runs a plugin action's `propose`, which may edit the proposal.
  ///
  /// What it gives back is not checked yet against what the action declares of its data.
  func propose(_ action: ActionSpec, on proposal: Proposal) throws(HookFault) -> ProposedData

  /// Runs a backfill's function on the ticket; what it gives is set as a before hook sets it.
  ///
  /// Nothing was set where a fault is thrown, or the caller takes the proposal back.
  func fill(_ backfill: BackfillSpec, on proposal: Proposal) throws(HookFault) -> HookCost

  /// Gives all hooks of the next request a fresh budget.
  func beginRequest()
}

/// What running a hook took.
package struct HookCost: Equatable, Sendable {
  /// Lua instructions, the same in every run.
  package var instructions: Int64
  package var nanoseconds: Int64

  package init(instructions: Int64, nanoseconds: Int64) {
    self.instructions = instructions
    self.nanoseconds = nanoseconds
  }
}

extension HookFault: CustomStringConvertible {
  package var description: String { "\(hook): \(message)" }
}

/// A hook that failed: its plugin is at fault, not the person who asked.
package struct HookFault: Error, Equatable, Sendable {
  package var hook: String
  package var plugin: String
  /// What went wrong, with file and line.
  package var message: String
  /// The frames of the plugin's own files, innermost first, a line each; empty where the message
  /// names the only one.
  package var traceback: String
  /// How long it ran until then; not compared.
  package var nanoseconds: Int64 = 0

  package static func == (left: HookFault, right: HookFault) -> Bool {
    left.hook == right.hook && left.plugin == right.plugin && left.message == right.message
      && left.traceback == right.traceback
  }

  package init(hook: String, plugin: String, message: String, traceback: String = "") {
    self.hook = hook
    self.plugin = plugin
    self.message = message
    self.traceback = traceback
  }
}

extension HookFault {
  /// What a dry run shows of it.
  var traceLines: [TraceStep.Line] {
    let frames = traceback.split(separator: "\n").map { Text(words: String($0)) }
    return ([Text.traceFault(fault: message)] + frames).map { .words($0) }
  }
}

/// What an action's `propose` gave back.
package struct ProposedData: Sendable {
  /// Values by name, as they were given.
  package var values: [String: Value]
  /// What whoever asked is told, which is not kept; `nil` for nothing.
  package var answer: JSON?
  /// Lua instructions that it took.
  package var instructions: Int64

  package init(values: [String: Value], answer: JSON? = nil, instructions: Int64) {
    self.values = values
    self.answer = answer
    self.instructions = instructions
  }
}
