import Texts

extension Pipeline {
  /// Runs before hooks in rounds, each hook at most once.
  ///
  /// A hook whose event or condition comes true only by an amendment runs in a later round.
  func runBeforeHooks(on proposal: Proposal, journal: Journal) throws {
    var waiting = rulebook.beforeHooks
    guard !waiting.isEmpty else { return }
    var hasRun = true
    while hasRun {
      hasRun = false
      var skipped: [CompiledHook] = []
      for hook in waiting {
        guard applies(hook, to: proposal), isAtWork(hook, journal) else {
          skipped.append(hook)
          continue
        }
        try runBefore(hook, on: proposal, journal: journal)
        hasRun = true
      }
      waiting = skipped
    }
  }

  private func runBefore(_ hook: CompiledHook, on proposal: Proposal, journal: Journal) throws {
    let earlier = proposal.edits
    let revision = proposal.revision
    let stage = proposal.edit(of: TicketField.stage.rawValue)
    try call(hook, on: proposal, journal: journal)
    guard proposal.problems.isEmpty else { throw Refusal(.refused, proposal.problems) }
    guard proposal.revision != revision, proposal.edits != earlier else { return }
    settle(proposal)
    if proposal.edit(of: TicketField.stage.rawValue) != stage, proposal.action != "update" {
      try authorizeDerived(proposal, by: hook.spec)
    }
  }

  /// The action that a hook's amendment led to must be allowed to the hook's plugin.
  func authorizeDerived(_ proposal: Proposal, by hook: HookSpec) throws {
    let permission = Permission.name(for: proposal.action)
    let authority = rulebook.authority(ofPlugin: hook.plugin)
    let decision = authority.decide(
      permission, before: proposal.before, after: proposal.after, in: context(of: proposal))
    guard !decision.isAllowed else { return }
    throw Refusal(
      .denied,
      Text(
        "hook.action_not_asked",
        ["hook": hook.signature, "action": proposal.action, "permission": permission]),
      by: hook.plugin)
  }

  /// Runs all validate hooks on the final proposal; what they refuse comes back together.
  func runValidateHooks(on proposal: Proposal, journal: Journal) throws -> [Refusal.Problem] {
    guard proposal.request.obeysRules else { return [] }
    proposal.problems = []
    var idle: [String] = []
    for hook in rulebook.validateHooks where applies(hook, to: proposal) {
      if isAtWork(hook, journal) {
        try call(hook, on: proposal, journal: journal)
      } else if hook.spec.onFault == .refuse, !idle.contains(hook.spec.plugin) {
        idle.append(hook.spec.plugin)
      }
    }
    return proposal.problems + idle.compactMap(refusal)
  }

  /// What an idle plugin would validate is refused, since nobody can say that it is right.
  private func refusal(inPlaceOf plugin: String) -> Refusal.Problem? {
    rulebook.idleness(of: plugin, at: clock).map { idleness in
      Refusal.Problem(Text("plugin.cannot_check", ["idleness": idleness]), by: plugin)
    }
  }

  /// Whether a hook that applies can run; where its plugin is idle, that is noted down.
  private func isAtWork(_ hook: CompiledHook, _ journal: Journal) -> Bool {
    guard hook.isSuspended(at: clock) else { return true }
    journal.idlePlugins.insert(hook.spec.plugin)
    return false
  }

  private func applies(_ hook: CompiledHook, to proposal: Proposal) -> Bool {
    guard isEvent(hook.event, of: proposal) else { return false }
    return hook.condition?.matches(proposal.after, in: context(of: proposal)) ?? true
  }

  private func call(_ hook: CompiledHook, on proposal: Proposal, journal: Journal) throws {
    let before = Amended(proposal)
    let started = ContinuousClock.now
    var step = TraceStep(hook.spec.kind.rawValue, name: hook.signature)
    do {
      step.instructions = try run(hook.spec, on: proposal)
    } catch let error as HookFault {
      journal.faults.append(error)
      step.lines.append(.words(Text("trace.fault", ["fault": error.message])))
      if hook.spec.onFault == .refuse {
        journal.add(step)
        throw Refusal(
          .refused, Text("hook.failed", ["hook": hook.spec.name, "fault": error.message]),
          by: error.plugin)
      }
    }
    step.nanoseconds = started.duration(to: .now).nanoseconds
    step.lines += before.lines(upTo: proposal, in: journal)
    journal.add(step)
  }
}

extension Pipeline {
  /// Runs the hook; one whose faults are skipped leaves nothing of what it did before it failed.
  private func run(_ hook: HookSpec, on proposal: Proposal) throws -> Int64 {
    guard hook.onFault == .skip else { return try host.run(hook, on: proposal) }
    let snapshot = proposal.snapshot
    do {
      return try transaction.undoingIfThrown { try host.run(hook, on: proposal) }
    } catch {
      proposal.restore(snapshot)
      throw error
    }
  }
}

extension Duration {
  /// Whole nanoseconds.
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
