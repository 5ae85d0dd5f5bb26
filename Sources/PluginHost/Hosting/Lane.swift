import Texts

/// Where code of a plugin runs, which decides what it may call.
package enum Lane: String, CaseIterable, Sendable {
  /// The top level of `init.lua` or a script: it only registers.
  case load
  /// Before and validate hooks, and what actions propose: inside the transaction.
  case deciding
  /// After hooks, timers, channels: on the worker, after the commit.
  case reacting
  /// Computed fields, where a ticket is shown: only reading.
  case computing
  /// An importer's rows.
  case importing
  /// A script that somebody runs by hand: it reads and writes as that person.
  case byHand = "by_hand"
  /// `spec.lua`.
  case spec

  /// The lane in words, for messages.
  package var words: Text {
    switch self {
    case .load: Text("lane.load")
    case .deciding: Text("lane.deciding")
    case .reacting: Text("lane.reacting")
    case .computing: Text("lane.computing")
    case .importing: Text("lane.importing")
    case .byHand: Text("lane.by_hand")
    case .spec: Text("lane.spec")
    }
  }
}
