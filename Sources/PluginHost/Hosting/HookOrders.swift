import Kernel

/// The other orders in which the before hooks of a desk's plugins could run.
///
/// What a manifest `requires` runs before its own, and so does what it comes `after`: those pairs say that
/// they do not commute. All others are to come to the same in either order.
package struct HookOrders: Sendable {
  /// The plugins with before hooks in the desk's order.
  package let present: [String]
  /// One or two others, in which each pair that says nothing of its order is the other way around once;
  /// none where there is no such pair.
  package let others: [[String]]

  package init(of set: LoadedSet) {
    let manifests = Dictionary(set.plugins.map { ($0.name, $0.manifest) }) { first, _ in first }
    let deciding = Set(set.registry.hooks.lazy.filter { $0.kind == .before }.map(\.plugin))
    let present = set.plugins.map(\.name).filter(deciding.contains)
    self.present = present
    var earlier: [String: Set<String>] = [:]
    for name in set.plugins.map(\.name) {
      let direct = manifests[name]?.predecessors.filter { manifests[$0] != nil } ?? []
      // Plugins stand in their order, so that what comes before these is known.
      earlier[name] = direct.reduce(into: Set(direct)) { $0.formUnion(earlier[$1] ?? []) }
    }
    let isBound = { (one: String, other: String) in earlier[other]?.contains(one) ?? false }
    let fromEnd = HookOrders.order(of: present) { next, waiting in
      !waiting.contains { isBound($0, next) }
    }
    let fromStart = HookOrders.order(of: present.reversed()) { next, waiting in
      !waiting.contains { isBound(next, $0) }
    }
    var others: [[String]] = []
    for order in [fromEnd, fromStart.reversed()] where order != present && !others.contains(order) {
      others.append(order)
    }
    self.others = others
  }

  /// Takes the last of those that may come next, as long as any is left.
  private static func order(
    of names: [String], _ mayCome: (String, [String]) -> Bool,
  ) -> [String] {
    var (waiting, order) = (names, [String]())
    while !waiting.isEmpty {
      let next = waiting.lastIndex { name in mayCome(name, waiting) } ?? waiting.count - 1
      order.append(waiting.remove(at: next))
    }
    return order
  }
}
