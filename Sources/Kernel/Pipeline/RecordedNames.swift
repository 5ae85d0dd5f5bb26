import Texts

/// What became other names after an entry of another desk's history was written, as far as it is known:
/// what this desk has for them.
///
/// The ticket's own later entries say most of it, in the order in which it was done, so that two names
/// may have been exchanged; else it is what plugins of this desk say was called otherwise.
struct RecordedNames {
  let renamings: [Renaming]
  private let rulebook: Rulebook

  init(_ renamings: [Renaming], by rulebook: Rulebook) {
    self.renamings = renamings
    self.rulebook = rulebook
  }

  /// What is wrong with an entry that renames.
  ///
  /// It moves a ticket without being asked whether it may, as an edit that is imported does: it must come
  /// to what is declared here. What the ticket does not go by is only told. Tags and root causes are free.
  func problems(of recorded: RecordedEntry, on before: Ticket?) -> [Refusal.Problem] {
    let given = Entry.renamings(in: recorded.params) ?? []
    let isAlone =
      recorded.visibility == .internal && recorded.edits.isEmpty && recorded.data.isEmpty
      && recorded.text.isEmpty && recorded.number > 1 && recorded.hook == nil
      && KernelFieldRule.isSource(recorded.source.rawValue)
    guard isAlone, !given.isEmpty, var ticket = before, given.allSatisfy(isPlain) else {
      return [.init(.invalid, field: "action", Text.importNoRenaming)]
    }
    return given.indices.compactMap { index in
      let renaming = given[index]
      // A stage that the ticket only came through means nothing of it now; the one that it is in means
      // what it did, unless a plugin here says otherwise.
      let isOfNow = renaming.kind == .stage && ticket.stage == renaming.from
      let before = ticket.category
      guard ticket.take(renaming, at: recorded.at) else { return nil }
      let isSaid = rulebook.formerNames.contains(renaming)
      let left = RecordedNames(given[(index + 1)...] + renamings, by: rulebook)
      return left.problem(
        with: renaming, meaning: isOfNow ? (isSaid ? ticket.category : before) : nil)
    }
  }

  /// The same problems, where a name of theirs became one that is not here said so.
  func told(
    _ problems: [Refusal.Problem], of recorded: RecordedEntry, on before: Ticket?,
  ) -> [Refusal.Problem] {
    guard !problems.isEmpty, !renamings.isEmpty else { return problems }
    var named = NamedEdits(recorded.edits, onType: before?.type ?? "")
    var lost: [String: Refusal.Problem] = [:]
    for (index, renaming) in renamings.enumerated() where named.take(renaming) {
      let left = RecordedNames(Array(renamings[(index + 1)...]), by: rulebook)
      if let problem = left.problem(with: renaming), let field = problem.field, lost[field] == nil {
        lost[field] = problem
      }
    }
    var said: Set<String> = []
    return problems.compactMap { problem in
      guard let field = problem.field, let other = lost[field] else { return problem }
      return said.insert(field).inserted ? other : nil
    }
  }

  /// Whether there is a name, and one that needs no declaration is one at all.
  private func isPlain(_ renaming: Renaming) -> Bool {
    !renaming.to.isEmpty && (!renaming.kind.isFree || Value.text(renaming.to).isTag)
  }

  /// What is wrong with the name that came of it by now; a stage is to mean that, where it is known.
  private func problem(
    with renaming: Renaming, meaning category: Category? = nil,
  ) -> Refusal.Problem? {
    let last = present(renaming)
    guard !isDeclared(last, meaning: category) else { return nil }
    let isQueue =
      last.kind == .queue || last.kind == .choice && rulebook.field(last.owner)?.kind == .queue
    return .init(
      .invalid, field: last.editedField ?? last.to,
      isQueue
        ? Text.importNoQueueNow(from: renaming.from, to: last.to)
        : Text.importNoNameNow(subject: renaming.subject, to: last.to))
  }

  /// The same of the names that there are by now.
  private func present(_ renaming: Renaming) -> Renaming {
    var (owner, name) = (renaming.owner, renaming.to)
    for next in renamings {
      let isOfOwner = renaming.kind == .stage ? next.kind == .type : next.kind == .field
      if !owner.isEmpty, isOfOwner, next.from == owner {
        owner = next.to
      } else if next.kind == renaming.kind, next.owner == owner, next.from == name {
        name = next.to
      }
    }
    return Renaming(
      renaming.kind, of: owner, from: renaming.from, to: name, category: renaming.category)
  }

  private func isDeclared(_ renaming: Renaming, meaning category: Category?) -> Bool {
    let name = renaming.to
    switch renaming.kind {
    case .type: return rulebook.lifecycle(ofType: name) != nil
    case .stage:
      guard let found = rulebook.lifecycle(ofType: renaming.owner)?.category(of: name) else {
        return false
      }
      return category == nil || found == category
    case .field: return rulebook.field(name) != nil
    case .reason: return rulebook.closeReasons[name] != nil
    case .queue: return rulebook.queues.contains(name)
    case .choice:
      guard let field = rulebook.field(renaming.owner) else { return false }
      return field.kind == .queue
        ? rulebook.queues.contains(name)
        : field.spec?.choices.values.contains { $0.contains(name) } ?? false
    case .tag, .rootCause, .role, .personField: return true
    }
  }
}
