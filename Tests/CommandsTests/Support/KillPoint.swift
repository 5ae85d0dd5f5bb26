import Foundation
import Glibc
import Testing

/// Where a program is killed: at a write of its database that is counted, the same in every run.
///
/// Each commit is synced once, so that many syncs are that many commits.
struct KillPoint: Sendable {
  /// How many syncs it makes.
  var syncs: Int
  /// Which write after those it makes only half of; 0 ends it with the sync.
  var write: Int

  init(afterSyncs syncs: Int, write: Int = 0) {
    (self.syncs, self.write) = (syncs, write)
  }

  /// What lets a program end there.
  var environment: [String: String] {
    ["LD_PRELOAD": KillPoint.library.path, "DOCKET_KILL_POINT": "\(syncs).\(write)"]
  }

  /// What ends a program before it syncs a file, or gives one another name, for the n-th time.
  static func environment(step: Int) -> [String: String] {
    ["LD_PRELOAD": library.path, "DOCKET_KILL_STEP": "\(step)"]
  }

  /// It stands beside the tests, as the program does.
  private static let library = DocketProcess.program.deletingLastPathComponent()
    .appendingPathComponent("libkill-point.so")
}

extension DocketProcess {
  /// Runs it until it is killed at that point, which it must come to.
  func run(until point: KillPoint) throws {
    var process = self
    process.environment.merge(point.environment) { $1 }
    let result = try process.run()
    #expect(result.status == SIGKILL, "not killed at \(point): \(result)")
  }
}
