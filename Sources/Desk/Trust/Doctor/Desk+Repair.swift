import Kernel
import Storage

extension Desk {
  /// Sets right what follows from the history, in one transaction; the desk's log tells of it.
  ///
  /// The history itself is never touched. `name` is who asked for it.
  package func repair(_ repairs: Set<Finding.Repair>, by name: String) throws {
    guard !repairs.isEmpty else { return }
    let now = clock.now()
    try writer().perform { transaction, _ in
      for repair in repairs { try transaction.repair(repair, at: now) }
      let words = repairs.map(\.words).sorted().joined(separator: ", ")
      try transaction.write(
        LogLine(at: now, level: .warning, message: "repaired by \(name): \(words)"))
      return .keeping(())
    }
  }
}

extension WriteTransaction {
  fileprivate func repair(_ repair: Finding.Repair, at now: Instant) throws {
    switch repair {
    case .row(let id): try rewriteRow(of: id)
    case .values(let id): try deleteStrayValues(of: id)
    case .counters: try catchUpCounters()
    case .search: try rewriteSearch()
    case .contents: try deleteStrayContents()
    case .leases: try releaseStaleLeases(at: now)
    }
  }
}

extension Finding.Repair {
  /// What was set right.
  package var words: String {
    switch self {
    case .row(let id): "the row of ticket \(id.rawValue)"
    case .values(let id): "values of the missing ticket \(id.rawValue)"
    case .counters: "the counters"
    case .search: "the search tables"
    case .contents: "contents of no ticket"
    case .leases: "stale leases"
    }
  }
}
