import System
import Texts

/// Where code of a plugin runs, which decides what it may call.
package enum Lane: RawRepresentable, CaseIterable, Sendable {
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
  case byHand
  /// `spec.lua`.
  case spec

  /// The lane in words, for messages.
  package var words: Text {
    switch self {
    case .load: Text.laneLoad
    case .deciding: Text.laneDeciding
    case .reacting: Text.laneReacting
    case .computing: Text.laneComputing
    case .importing: Text.laneImporting
    case .byHand: Text.laneByHand
    case .spec: Text.laneSpec
    }
  }

  /// The lane's name; a literal, since it is read where a process crashes.
  fileprivate var name: StaticString {
    switch self {
    case .load: "load"
    case .deciding: "deciding"
    case .reacting: "reacting"
    case .computing: "computing"
    case .importing: "importing"
    case .byHand: "by_hand"
    case .spec: "spec"
    }
  }

  package var rawValue: String { name.description }

  package init?(rawValue: String) {
    guard let lane = Lane.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = lane
  }
}

extension CrashSite {
  /// Runs a plugin's code in a lane.
  package func running<Result, Failure: Error>(
    _ lane: Lane, _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    let mark = enter(lane.name)
    defer { CrashSite.leave(mark) }
    return try body()
  }

  /// Does what is not the plugin's doing, in the midst of its code.
  static func pausing<Result>(_ body: () throws -> Result) rethrows -> Result {
    let mark = pause()
    defer { leave(mark) }
    return try body()
  }
}
