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
        guard applies(hook, to: proposal) else {
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
    let action = proposal.action
    try call(hook, on: proposal, journal: journal)
    guard proposal.problems.isEmpty else { throw Refusal(.refused, proposal.problems) }
    guard proposal.revision != revision, proposal.edits != earlier else { return }
    settle(proposal)
    if proposal.action != action, proposal.action != "update" {
      try authorizeDerived(proposal, by: hook.spec)
    }
  }

  /// The action that a hook's amendment led to must be allowed to the hook's plugin.
  private func authorizeDerived(_ proposal: Proposal, by hook: HookSpec) throws {
    let permission = Permission.name(for: proposal.action)
    let authority = rulebook.authority(ofPlugin: hook.plugin)
    let decision = authority.decide(
      permission, before: proposal.before, after: proposal.after, in: context(of: proposal))
    guard !decision.isAllowed else { return }
    throw Refusal(
      .denied,
      "the hook \(hook.signature) made this a \(proposal.action), and its plugin's manifest does"
        + " not ask for \(permission)",
      by: hook.plugin)
  }

  /// Runs all validate hooks on the final proposal; what they refuse comes back together.
  func runValidateHooks(on proposal: Proposal, journal: Journal) throws -> [Refusal.Problem] {
    guard proposal.request.obeysRules else { return [] }
    proposal.problems = []
    for hook in rulebook.validateHooks where applies(hook, to: proposal) {
      try call(hook, on: proposal, journal: journal)
    }
    return proposal.problems + troubledPlugins(for: proposal)
  }

  /// What a plugin that no longer loads would validate is refused, since nobody can say it is right.
  private func troubledPlugins(for proposal: Proposal) -> [Refusal.Problem] {
    guard rulebook.hasTrouble else { return [] }
    return rulebook.registry.plugins.compactMap { plugin in
      guard let trouble = plugin.trouble, plugin.onFault == .refuse else { return nil }
      let validates = rulebook.registry.hooks.contains {
        $0.plugin == plugin.name && $0.kind == .validate
          && isEvent(HookEvent($0.event), of: proposal)
      }
      guard validates else { return nil }
      return Refusal.Problem("the plugin \(plugin.name) does not load: \(trouble)", by: plugin.name)
    }
  }

  private func applies(_ hook: CompiledHook, to proposal: Proposal) -> Bool {
    guard !hook.isSuspended, isEvent(hook.event, of: proposal) else { return false }
    return hook.condition?.matches(proposal.after, in: context(of: proposal)) ?? true
  }

  private func call(_ hook: CompiledHook, on proposal: Proposal, journal: Journal) throws {
    let before = Amended(proposal)
    let started = ContinuousClock.now
    var step = TraceStep(hook.spec.kind.rawValue, name: hook.signature)
    do {
      step.instructions = try host.run(hook.spec, on: proposal)
    } catch {
      journal.faults.append(error)
      step.lines.append(.words("fault: \(error.message)"))
      if hook.spec.onFault == .refuse {
        journal.add(step)
        throw Refusal(
          .refused, "the plugin \(error.plugin) failed, so nothing was changed: \(error.message)",
          by: error.plugin)
      }
    }
    step.nanoseconds = started.duration(to: .now).nanoseconds
    step.lines += before.lines(upTo: proposal)
    journal.add(step)
  }
}

/// What a proposal had come to before a hook ran.
private struct Amended {
  let revision: Int
  let edits: [Edit]
  let notes: Int
  let notifications: Int
  let problems: Int

  init(_ proposal: Proposal) {
    revision = proposal.revision
    edits = proposal.edits
    notes = proposal.notes.count
    notifications = proposal.notifications.count
    problems = proposal.problems.count
  }

  /// What the hook did; most hooks do nothing, which costs nothing.
  func lines(upTo proposal: Proposal) -> [TraceStep.Line] {
    var lines: [TraceStep.Line] = []
    if proposal.revision != revision {
      lines += proposal.edits.filter { !edits.contains($0) }.map(TraceStep.Line.edit)
      lines += proposal.notes.dropFirst(notes).map { .note($0.text) }
      lines += proposal.notifications.dropFirst(notifications).map(TraceStep.Line.told)
    }
    if proposal.problems.count > problems {
      lines += proposal.problems.dropFirst(problems).map(TraceStep.Line.refused)
    }
    return lines
  }
}

extension Duration {
  /// Whole nanoseconds.
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
