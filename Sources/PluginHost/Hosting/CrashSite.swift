import CCrash
import Texts

/// Whom a signal is laid to that ends the process while a plugin's code runs.
///
/// The handler leaves the plugin's name behind for the next start, says one sentence, and writes the
/// details to a file; all of that is prepared here, since a handler can prepare nothing.
///
// The bytes behind the pointer are written before anybody else has it and never changed; they go
// away with the last reference, and a thread holds one as long as it has the site entered.
@safe package final class CrashSite: @unchecked Sendable {
  private let site: OpaquePointer?

  /// `trail` takes the name, for plugins that are to be suspended; `report` takes the details.
  init(plugin: String, trail: String?, report: String?) {
    let words = Text("plugin.crashes", ["plugin": plugin, "file": report ?? "docket.crash"])
    unsafe site = crash_site_make(plugin, "docket: \(words)\n", trail, report)
    crash_install()
  }

  deinit {
    if let site = unsafe site { unsafe crash_site_free(site) }
  }

  /// The plugin's code runs on this thread from now on, until `leave`.
  func enter(_ lane: Lane) -> crash_mark {
    unsafe crash_enter(site, lane.crashLane)
  }

  /// What ran before runs again.
  static func leave(_ mark: crash_mark) {
    unsafe crash_leave(mark)
  }

  /// Runs a plugin's code in a lane.
  package func running<Result, Failure: Error>(
    _ lane: Lane, _ body: () throws(Failure) -> Result,
  ) throws(Failure) -> Result {
    let mark = unsafe enter(lane)
    defer { unsafe CrashSite.leave(mark) }
    return try body()
  }

  /// Does what is not the plugin's doing, in the midst of its code.
  static func pausing<Result>(_ body: () throws -> Result) rethrows -> Result {
    let mark = unsafe crash_enter(nil, CRASH_LOAD)
    defer { unsafe leave(mark) }
    return try body()
  }
}

extension Lane {
  fileprivate var crashLane: crash_lane {
    switch self {
    case .load: CRASH_LOAD
    case .deciding: CRASH_DECIDING
    case .reacting: CRASH_REACTING
    case .computing: CRASH_COMPUTING
    case .importing: CRASH_IMPORTING
    case .byHand: CRASH_BY_HAND
    case .spec: CRASH_SPEC
    }
  }
}
