import Kernel
import Storage
import Texts

extension Desk {
  /// Sets right what follows from the history, in one transaction; the desk's log tells of it.
  ///
  /// The history itself is never touched. `name` is who asked for it; a desk that nobody can mend any
  /// more is given back to the `login`.
  package func repair(
    _ repairs: Set<Finding.Repair>, by name: String, login: String,
  ) throws {
    guard !repairs.isEmpty else { return }
    let now = clock.now()
    try writer().perform { transaction, _ in
      for repair in repairs { try transaction.repair(repair, at: now) }
      let words = repairs.map(\.text.description).sorted().joined(separator: ", ")
      try transaction.write(
        LogLine(
          at: now, level: .warning,
          message: Text.logRepaired(name: name, words: words).description))
      return .keeping(())
    }
    if repairs.contains(.keepers) { try giveBack(toLogin: login) }
  }
}

extension WriteTransaction {
  fileprivate func repair(_ repair: Finding.Repair, at now: Instant) throws {
    switch repair {
    case .row(let id): try rewriteRow(of: id)
    case .values(let id): try deleteStrayValues(of: id)
    case .counters: try setCounters()
    case .desk:
      try rewriteDesk()
      try RulebookSource.bumpRevision(in: self)
    case .search: try rewriteSearch()
    case .contents: try deleteStrayContents()
    case .leases: try releaseStaleLeases(at: now)
    case .keepers: break
    }
  }
}

extension Finding.Repair {
  /// What was set right.
  package var text: Text {
    switch self {
    case .row(let id): Text.doctorRepairedRow(ticket: id.rawValue)
    case .values(let id): Text.doctorRepairedValues(ticket: id.rawValue)
    case .counters: Text.doctorRepairedCounters
    case .desk: Text.doctorRepairedDesk
    case .search: Text.doctorSearchTables
    case .contents: Text.doctorRepairedContents
    case .leases: Text.doctorStaleLeasesWords
    case .keepers: Text.doctorRepairedKeepers(role: RoleSpec.admin.name)
    }
  }
}
