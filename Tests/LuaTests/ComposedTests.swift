import Foundation
import Testing

/// Programs put together from parts.
///
/// `DOCKET_HOSTILE_SEED=N` tries another set of them.
@Suite struct ComposedTests {
  private static let programs = 12

  static let seeds: [UInt64] = {
    let given = ProcessInfo.processInfo.environment["DOCKET_HOSTILE_SEED"].flatMap { UInt64($0) }
    return given.map { seed in (0..<8).map { seed &+ $0 } } ?? [1, 2, 3, 5, 8, 13, 21, 34]
  }()

  @Test(arguments: seeds)
  func `what is composed of hostile parts harms nothing`(seed: UInt64) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "docket-hostile-\(seed)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var composer = HostileComposer(seed: seed)
    let files = try (0..<ComposedTests.programs).map { number in
      let file = folder.appending(path: "\(number).lua")
      try composer.program().write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
    let child = HostileChild(instructions: 300_000, milliseconds: 1_000)
    let result = try child.run(files)
    #expect(!result.isCrash && result.status == 0, "seed \(seed): ended with \(result.status)")
    #expect(result.endings.count == files.count, "seed \(seed): it stopped half way")
    for (file, ending) in zip(files, result.endings) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(ending.milliseconds <= 2 * child.milliseconds, "\(ending.line)\n\(text)")
      #expect(ending.peak <= HostileChild.memory + (256 << 10), "\(ending.line)\n\(text)")
      #expect(ending.word != "syntax", "\(ending.line)\n\(text)")
    }
  }

  @Test func `a seed always gives the same programs, and another seed others`() {
    var (first, same, other) = (
      HostileComposer(seed: 1), HostileComposer(seed: 1), HostileComposer(seed: 2)
    )
    let programs = (0..<20).map { _ in first.program() }
    #expect(programs == (0..<20).map { _ in same.program() })
    #expect(programs != (0..<20).map { _ in other.program() })
    #expect(Set(programs).count > 18)
  }
}
