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
  /// A report, a form or a plugin's health, for whoever asks or answers: only reading.
  case reporting
  /// What a plugin exports, where another one calls it: only reading.
  case answering
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
    case .reporting: Text.laneReporting
    case .answering: Text.laneAnswering
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
    case .reporting: "reporting"
    case .answering: "answering"
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

/// Some lanes, as bits: each call of the API looks whether its lane is among them.
package struct Lanes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  private init(_ lane: Lane) {
    rawValue =
      switch lane {
      case .load: 1
      case .deciding: 2
      case .reacting: 4
      case .computing: 8
      case .importing: 16
      case .byHand: 32
      case .spec: 64
      case .reporting: 128
      case .answering: 256
      }
  }

  /// Where plugins register.
  package static let load = Lanes(.load)
  static let deciding = Lanes(.deciding)
  static let reacting = Lanes(.reacting)
  static let computing = Lanes(.computing)
  static let reporting = Lanes(.reporting)
  static let answering = Lanes(.answering)
  static let importing = Lanes(.importing)
  static let byHand = Lanes(.byHand)
  static let spec = Lanes(.spec)

  static let loading = load
  static let everywhere = Lanes(Lane.allCases.map { Lanes($0) })
  /// Where there is a desk to read.
  static let reading: Lanes = [
    .deciding, .reacting, .computing, .reporting, .answering, .byHand,
  ]
  /// Where exports of other plugins can be called.
  static let calling: Lanes = [.deciding, .reacting, .computing, .reporting, .answering]
  /// Where a plugin may change its own state.
  static let remembering: Lanes = [.deciding, .reacting, .byHand]
  /// Where requests can be made.
  static let writing: Lanes = [.reacting, .byHand]

  package func contains(_ lane: Lane) -> Bool { rawValue & Lanes(lane).rawValue != 0 }
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
