/// How soon a ticket wants attention: low < normal < high < urgent.
package enum Priority: String, CaseIterable, Comparable, Sendable {
  case low
  case normal
  case high
  case urgent

  /// 1 for low up to 4 for urgent: what is stored and compared.
  package var rank: Int64 {
    switch self {
    case .low: 1
    case .normal: 2
    case .high: 3
    case .urgent: 4
    }
  }

  /// The priority of that rank, if there is one.
  package init?(rank: Int64) {
    switch rank {
    case 1: self = .low
    case 2: self = .normal
    case 3: self = .high
    case 4: self = .urgent
    default: return nil
    }
  }

  package static func < (left: Priority, right: Priority) -> Bool {
    left.rank < right.rank
  }
}
