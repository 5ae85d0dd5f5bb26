import Foundation
import Testing

/// Values that nobody expects, given to all that takes any: 100,000 cases that are always the same.
@Suite struct HostileTests {
  /// Runs the program that gives them, in a folder of its own; how many it gave.
  private func cases(_ what: String, seed: Int, _ count: Int) throws -> Int {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("docket-hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = DocketProcess.program.deletingLastPathComponent()
      .appendingPathComponent("hostile-child")
    process.arguments = [what, folder.path, "\(seed)", "\(count)"]
    let variables = DocketProcess(arguments: [], folder: folder.path).variables
    process.environment = variables
    let ended = try RunningProcess(process, in: nil).end()
    #expect(ended.status == 0, "\(what) \(seed): \(ended.status) \(ended.errors.suffix(2_000))")
    return Int(ended.output.split(separator: " ").last.map { $0.filter(\.isNumber) } ?? "") ?? 0
  }

  @Test(arguments: [
    ("load", 12_000), ("deciding", 24_000), ("reacting", 24_000), ("computing", 18_000),
    ("reporting", 12_000), ("answering", 12_000), ("importing", 12_000), ("by_hand", 12_000),
    ("spec", 1_200),
  ])
  func `no value given to a function of the API ends the process`(
    _ lane: String, _ count: Int,
  ) throws {
    #expect(try cases(lane, seed: 1, count) >= count)
  }

  @Test(arguments: [1, 2])
  func `no argument of a command ends the process`(_ seed: Int) throws {
    #expect(try cases("commands", seed: seed, 400) == 400)
  }
}
