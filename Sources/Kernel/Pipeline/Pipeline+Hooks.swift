import Texts

extension Pipeline {
  /// Runs before hooks in rounds, each hook at most once.
  ///
  /// A hook whose event or condition comes true only by an amendment runs in a later round.
  func runBeforeHooks(on proposal: Proposal, journal: Journal) throws {
    var done = HookMask()
    if let plugin = proposal.submission.request.without {
      for hook in rulebook.beforeHooks where hook.spec.plugin == plugin { done.insert(hook.order) }
    }
    let hooks = hooks(for: proposal.submission.request)
    var revision = -1
    // Without an amendment, those that were passed over would be so again.
    while proposal.revision != revision {
      revision = proposal.revision
      for hook in hooks where !done.contains(hook.order) {
        guard applies(hook, to: proposal), isAtWork(hook, journal) else { continue }
        try runBefore(hook, on: proposal, journal: journal)
        done.insert(hook.order)
      }
    }
  }

  /// The before hooks in their order; those of plugins that another order does not name come last.
  private func hooks(for request: Request) -> [CompiledHook] {
    guard let order = request.hookOrder else { return rulebook.beforeHooks }
    let places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    return rulebook.beforeHooks.sorted { one, other in
      (places[one.spec.plugin] ?? order.count, one.order)
        < (places[other.spec.plugin] ?? order.count, other.order)
    }
  }

  private func runBefore(_ hook: CompiledHook, on proposal: Proposal, journal: Journal) throws {
    let earlier = Checkpoint(proposal)
    try call(hook, on: proposal, since: earlier, journal: journal)
    guard proposal.problems.isEmpty else { throw Refusal(.refused, proposal.problems) }
    guard earlier.hasOtherEdits(than: proposal) else { return }
    try settle(proposal, amendedBy: hook.spec, since: earlier)
  }

  /// Settles what a hook has amended, which must be allowed to its plugin whatever it leads to.
  ///
  /// A move needs the permission of the action that it means; one that means none, and fields that no such
  /// action brings along, need `ticket.update`.
  func settle(_ proposal: Proposal, amendedBy hook: HookSpec, since earlier: Checkpoint) throws {
    let amended = earlier.otherFields(than: proposal)
    try settle(proposal)
    let stage = TicketField.stage.rawValue
    let hasMoved = proposal.change.edit(of: stage) != earlier.edit(of: stage)
    let verb = proposal.meaning
    if hasMoved, let verb { try authorizeMove(meaning: verb, of: proposal, by: hook) }
    for field in hasMoved ? amended.filter({ $0 != stage }) + [stage] : amended {
      try authorizeEdit(of: field, meaning: verb, of: proposal, by: hook)
    }
  }

  /// A field that an action may bring along needs that action's permission, or `ticket.update`.
  ///
  /// All other fields were asked for when they were set.
  private func authorizeEdit(
    of field: String, meaning verb: Verb?, of proposal: Proposal, by hook: HookSpec,
  ) throws {
    guard rulebook.fields[field]?.plugin != hook.plugin else { return }
    let authority = rulebook.authority(ofPlugin: hook.plugin)
    // On create an allow is judged by what the ticket has come to, which is known only now.
    let submission = proposal.submission
    guard
      Pipeline.mayBeBrought(field, by: rulebook)
        || submission.isCreate && authority.isConditional
    else { return }
    if submission.isCreate, let permission = rulebook.fields[field]?.editPermission?.name,
      !authority.decide(permission, for: submission, after: proposal.change.after).isAllowed
    {
      throw editNotAsked(of: field, permission, by: hook)
    }
    if let verb, brings(field, with: verb, in: proposal.change),
      authority.decide(verb.permission, for: submission, after: proposal.change.after).isAllowed
    {
      return
    }
    let decision = authority.decide(
      .ticketUpdate, fields: [field], for: submission, after: proposal.change.after)
    guard !decision.isAllowed else { return }
    throw editNotAsked(of: field, Permission.ticketUpdate.rawValue, by: hook)
  }

  private func editNotAsked(
    of field: String, _ permission: String, by hook: HookSpec,
  ) -> Refusal {
    Refusal(
      .beyondManifest,
      Text.hookEditNotAsked(hook: hook.signature, permission: permission, field: field),
      field: field, by: hook.plugin)
  }

  /// The action that a hook's amendment led to must be allowed to the hook's plugin.
  private func authorizeMove(
    meaning verb: Verb, of proposal: Proposal, by hook: HookSpec,
  ) throws {
    let permission = verb.permission
    let authority = rulebook.authority(ofPlugin: hook.plugin)
    let decision = authority.decide(
      permission, for: proposal.submission, after: proposal.change.after)
    guard !decision.isAllowed else { return }
    throw Refusal(
      .beyondManifest,
      Text.hookActionNotAsked(hook: hook.signature, action: verb, permission: permission),
      by: hook.plugin)
  }

  /// Runs all validate hooks on the final proposal; what they refuse comes back together.
  func runValidateHooks(on proposal: Proposal, journal: Journal) throws -> [Refusal.Problem] {
    guard proposal.submission.request.obeysRules else { return [] }
    proposal.problems = []
    var idle: [String] = []
    for hook in rulebook.validateHooks where applies(hook, to: proposal) {
      if isAtWork(hook, journal) {
        try call(hook, on: proposal, since: Checkpoint(proposal), journal: journal)
      } else if hook.spec.onFault == .refuse, !idle.contains(hook.spec.plugin) {
        idle.append(hook.spec.plugin)
      }
    }
    return proposal.problems + idle.compactMap(refusal)
  }

  /// What an idle plugin would validate is refused, since nobody can say that it is right.
  private func refusal(inPlaceOf plugin: String) -> Refusal.Problem? {
    rulebook.idleness(of: plugin, at: clock).map { idleness in
      Refusal.Problem(.idlePlugin, Text.pluginCannotCheck(idleness: idleness), by: plugin)
    }
  }

  /// Whether a hook that applies can run; where its plugin is idle, that is noted down.
  private func isAtWork(_ hook: CompiledHook, _ journal: Journal) -> Bool {
    guard hook.isSuspended(at: clock) else { return true }
    journal.idlePlugins.insert(hook.spec.plugin)
    return false
  }

  private func applies(_ hook: CompiledHook, to proposal: Proposal) -> Bool {
    let asked = proposal.submission.request.action
    guard proposal.withChange({ $0.isEvent(hook.event, asked: asked) }) else { return false }
    guard hook.isConditional else { return true }
    return hook.condition?.matches(proposal.change.after, in: proposal.submission.context) ?? true
  }

  private func call(
    _ hook: CompiledHook, on proposal: Proposal, since before: Checkpoint, journal: Journal,
  ) throws {
    var step = TraceStep(hook.kindName, name: hook.signature)
    do {
      let cost = try run(hook, on: proposal)
      (step.instructions, step.nanoseconds) = (cost.instructions, cost.nanoseconds)
    } catch let error as HookFault {
      step.nanoseconds = error.nanoseconds
      journal.faults.append(error)
      step.lines += error.traceLines
      if hook.spec.onFault == .refuse {
        journal.add(step)
        throw Refusal(
          .pluginFault, Text.hookFailed(hook: hook.spec.name, fault: error.message),
          by: error.plugin)
      }
    }
    before.add(to: &step.lines, upTo: proposal, in: journal)
    journal.add(step)
  }
}

extension Pipeline {
  /// Runs the hook; one whose faults are skipped leaves nothing of what it did before it failed.
  private func run(_ hook: CompiledHook, on proposal: Proposal) throws -> HookCost {
    guard hook.spec.onFault == .skip else { return try host.run(hook, on: proposal) }
    let snapshot = proposal.snapshot
    do {
      return try transaction.undoingIfThrown { try host.run(hook, on: proposal) }
    } catch {
      proposal.restore(snapshot)
      throw error
    }
  }
}

/// Which hooks of a rulebook are meant, by their places.
private struct HookMask {
  private var first: UInt64 = 0
  private var others: Set<Int> = []

  func contains(_ place: Int) -> Bool {
    place < 64 ? first & 1 << UInt64(place) != 0 : others.contains(place)
  }

  mutating func insert(_ place: Int) {
    if place < 64 { first |= 1 << UInt64(place) } else { others.insert(place) }
  }
}
