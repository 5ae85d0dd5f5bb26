import Kernel

/// Names that an entry of the desk's chain gave, to be taken back with what it changed.
struct UndoneNames: Sendable {
  /// What was renamed, in that order.
  var renamings: [Renaming] = []
  /// The tickets that followed then.
  var tickets: Set<Ticket.ID> = []
  /// Whether declarations of before come back: what they say was called otherwise was done when they
  /// came first.
  var isReturn = false

  /// What is called otherwise where the new declarations take the place of the old ones.
  func renamings(
    to new: Registry, from old: Registry, roles: [RoleSpec], queues: [String],
  ) -> [Renaming] {
    let back = renamings(by: new)
    return isReturn ? back : back + new.renamings(from: old, roles: roles, queues: queues)
  }

  /// The ways back, the last first, where the declarations from then on are these.
  func renamings(by registry: Registry) -> [Renaming] {
    renamings.reversed().map { renaming in
      guard renaming.kind == .stage else { return renaming.inverted() }
      let lifecycle = registry.lifecycle(ofType: renaming.owner)
      return renaming.inverted(
        category: lifecycle?.category(of: renaming.from) ?? lifecycle?.category(of: renaming.to))
    }
  }

  /// The only tickets that may go back: those that followed then, where others go by the new name with
  /// good reason.
  func mixed(by registry: Registry) -> Set<Ticket.ID>? {
    guard !renamings.isEmpty else { return nil }
    let back = renamings(by: registry)
    return back.contains(where: registry.declares) ? tickets : nil
  }
}

extension Registry {
  fileprivate func lifecycle(ofType type: String) -> LifecycleSpec? {
    let name = types.first { $0.name == type }?.lifecycle
    return lifecycles.first { $0.name == name }
  }
}

extension UndoneNames {
  /// What an entry of the desk's chain says that it renamed.
  init(in entry: Entry, of tickets: Set<Ticket.ID>) {
    self.tickets = tickets
    isReturn = true
    renamings = entry.givenNames
  }
}

extension UndoneNames {
  /// The names that the declarations of now gave, where earlier ones come back that have the names
  /// before and not the new ones.
  init(leaving present: Registry, for earlier: Registry, roles: [RoleSpec], queues: [String]) {
    isReturn = true
    let all = present.renamings(from: earlier, roles: roles, queues: queues)
    renamings = all.filter { renaming in
      let then = renaming.before(all)
      return earlier.declares(then) && !earlier.declares(then.inverted())
    }
  }
}
