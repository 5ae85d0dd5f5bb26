import Kernel
import Lua
import Synchronization
import Texts

/// Notes where decisions depend on more than the change and the state: for `docket plugin test`.
///
/// Every decision is made twice, first in a sandbox that is new and whose work is taken back.
package final class DecisionCheck: Sendable {
  /// What was found, each once.
  package struct Findings: Equatable, Sendable {
    /// Hooks that decide otherwise in a fresh sandbox, with what is different.
    package var differences: [Text] = []
    /// Hooks that change what they keep in variables.
    package var warnings: [Text] = []
  }

  private let found = Mutex(Findings())

  package init() {}

  package var findings: Findings { found.withLock(\.self) }

  /// Compares what a hook did in a fresh sandbox with what it did in the one that it has.
  func compare(_ fresh: DecisionEffects, _ warm: DecisionEffects, of hook: HookSpec) {
    let places = Set(fresh.values.keys).union(warm.values.keys)
    let different = places.sorted().filter { fresh.values[$0] != warm.values[$0] }
    guard !different.isEmpty else { return }
    let lines = different.map { place in
      Text.pluginUndecidedPlace(
        place: place, fresh: fresh.values[place] ?? "–", warm: warm.values[place] ?? "–")
    }
    let text = Text.pluginUndecided(hook: hook.signature, places: Text(joining: lines, by: "; "))
    found.withLock { found in
      if !found.differences.contains(text) { found.differences.append(text) }
    }
  }

  /// Warns of variables outside the hook that the hook has changed.
  func compare(_ before: [String: UInt64], _ after: [String: UInt64], of hook: HookSpec) {
    for name in after.keys.sorted() where before[name] != after[name] {
      let text = Text.pluginKeeps(hook: hook.signature, variable: name)
      found.withLock { found in
        if !found.warnings.contains(text) { found.warnings.append(text) }
      }
    }
  }
}

/// All that a hook did to a proposal and to its plugin's state, in words, by what it is about.
struct DecisionEffects: Equatable {
  private(set) var values: [String: String] = [:]

  init(on proposal: Proposal, state: [ByteKey: String?], fault: HookFault?) {
    for edit in proposal.change.edits {
      values["\(Text.specField(name: edit.field))"] = edit.to.plainText
    }
    if proposal.change.isReply { values["reply"] = proposal.change.publicText }
    add("note", proposal.change.notes.map(\.text))
    add("refusal", proposal.problems.map { "\($0.field ?? "") \($0.text)" })
    add(
      "notification",
      proposal.effects.notifications.map { "\($0.to.map(\.text)) \($0.subject) \($0.text)" }
    )
    add(
      "timer",
      proposal.effects.timers.all.map {
        "\($0.name) \($0.at.map { "\($0.milliseconds)" } ?? "–") \($0.data)"
      })
    add("also", proposal.effects.followUps.map { DecisionEffects.words(for: $0.request) })
    add("fault", fault.map { [$0.message] } ?? [])
    for (key, value) in state { values["\(Text.specState(key: key.text))"] = value ?? "–" }
  }

  /// Adds what an action's `propose` gave back.
  mutating func add(_ data: ProposedData) {
    for (name, value) in data.values {
      values["\(Text.specData(name: name))"] = value.plainText
    }
    if let answer = data.answer { values["answer"] = answer.text }
  }

  private mutating func add(_ kind: String, _ list: [String]) {
    for (number, words) in list.enumerated() { values["\(kind) \(number + 1)"] = words }
  }

  private static func words(for request: Request) -> String {
    let set = request.set.map { "\($0.field)=\($0.assignment)" }
    let params = request.params.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.plainText)" }
    let ticket = request.ticket.map { "\($0.rawValue)" } ?? ""
    return ([request.action.name, ticket, request.text, request.note] + set + params)
      .joined(separator: " ")
  }
}

extension PluginHost {
  /// Makes a decision in a sandbox that is new and takes it back, then makes it as always.
  func comparing<Result>(
    _ hook: HookSpec, on proposal: Proposal, with check: DecisionCheck,
    _ decide: (PluginHost) throws(HookFault) -> Result,
  ) throws(HookFault) -> Result {
    let start = proposal.snapshot
    let spare = unpaused()
    var fresh = DecisionEffects(on: proposal, state: [:], fault: nil)
    do {
      try proposal.submission.transaction.undoingIfThrown {
        fresh = spare.effects(of: hook, on: proposal, decide).effects
        throw TakenBack()
      }
    } catch {
      proposal.restore(start)
    }
    let (warm, result) = effects(of: hook, on: proposal, decide)
    check.compare(fresh, warm, of: hook)
    return try result.get()
  }

  private func effects<Result>(
    of hook: HookSpec, on proposal: Proposal, _ decide: (PluginHost) throws(HookFault) -> Result,
  ) -> (effects: DecisionEffects, result: Swift.Result<Result, HookFault>) {
    recordStates()
    do throws(HookFault) {
      let result = try decide(self)
      var effects = DecisionEffects(on: proposal, state: recordedState(of: hook.plugin), fault: nil)
      if let data = result as? ProposedData { effects.add(data) }
      return (effects, .success(result))
    } catch {
      return (DecisionEffects(on: proposal, state: [:], fault: error), .failure(error))
    }
  }

  /// What takes back what was tried.
  private struct TakenBack: Error {}
}
