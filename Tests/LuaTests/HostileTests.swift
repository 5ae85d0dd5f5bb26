import Foundation
import Testing

/// Files that try to harm the host, each headed by the outcome that it must have; each is loaded,
/// fired and unloaded in a process of its own.
@Suite struct HostileTests {
  /// The outcomes that a file's first line allows: words of the project's own files, or the prose of
  /// the shared ones.
  func allowed(_ file: String) throws -> Set<String> {
    let expectation = try HostileFiles.expectation(file)
    let words = Set(expectation.split(separator: " ").map(String.init))
    let own: Set = ["done", "runtime", "syntax", "memory", "instructions", "deadline", "badResult"]
    guard !words.isSubset(of: own) else { return words }
    return SharedExpectation.outcomes(of: expectation)
  }

  func check(_ file: String, in child: HostileChild) throws {
    let result = try child.run([file])
    let name = URL(filePath: file).lastPathComponent
    #expect(!result.isCrash && result.status == 0, "\(name): ended with \(result.status)")
    let ending = try #require(result.endings.first, "\(name): says nothing")
    #expect(try allowed(file).contains(ending.word), "\(name): \(ending.line)")
    #expect(ending.milliseconds <= 2 * child.milliseconds, "\(name): \(ending.line)")
    #expect(ending.peak <= HostileChild.memory + (256 << 10), "\(name): \(ending.line)")
  }

  /// The project's own files are decided by instructions, on however slow a machine; where it takes
  /// the time, that is short.
  @Test(arguments: HostileFiles.own) func `a hostile file ends as it must`(file: String) throws {
    let isTimed = try allowed(file).contains("deadline")
    try check(
      file, in: HostileChild(instructions: 2_000_000, milliseconds: isTimed ? 400 : 30_000))
  }

  @Test func `the hostile files are many`() {
    #expect(HostileFiles.own.count >= 64)
  }

  @Test(
    arguments: try HostileFiles.own.filter {
      try HostileFiles.expectation($0).contains("instructions")
    })
  func `time ends what instructions would end`(file: String) throws {
    let child = HostileChild(instructions: .max / 2, milliseconds: 300)
    let result = try child.run([file])
    let ending = try #require(result.endings.first, "\(file): ended with \(result.status)")
    #expect(!result.isCrash, "\(file): ended with \(result.status)")
    #expect(["deadline", "memory", "done", "runtime"].contains(ending.word), "\(ending.line)")
    #expect(ending.milliseconds <= 2 * child.milliseconds, "\(file): \(ending.line)")
  }

  @Test(
    .enabled(if: !HostileFiles.shared.isEmpty, "the shared files are not here"),
    arguments: HostileFiles.shared)
  func `a shared hostile file ends as it must`(file: String) throws {
    try check(file, in: HostileChild())
  }

  /// Nine times as it comes, and once with freed memory overwritten.
  @Test(arguments: (HostileFiles.own + HostileFiles.shared).filter(isMemoryFault))
  func `an allocation that fails does not free what is in use`(file: String) throws {
    for run in 1...10 {
      let environment = run == 10 ? ["MALLOC_PERTURB_": "219"] : [:]
      try check(file, in: HostileChild(environment: environment))
    }
  }

  private static func isMemoryFault(_ file: String) -> Bool {
    let name = URL(filePath: file).lastPathComponent
    return name.hasPrefix("45-") || name.hasPrefix("81-") || name.hasPrefix("84-")
      || name.hasPrefix("memory-") || name.contains("weak-metatable")
  }
}

/// What the prose of a shared file's first line allows.
enum SharedExpectation {
  private static let killed: Set = ["instructions", "deadline", "memory"]
  private static let refused: Set = ["runtime", "syntax", "badResult"]

  /// The first phrase that fits decides.
  private static let phrases: [(String, Set<String>)] = [
    ("unavailable) or killed", killed.union(["runtime"])),
    ("no string.dump or", ["done", "runtime"]),
    ("refused or harmless", ["done", "runtime"]),
    ("passes silently", ["done"]),
    ("completes normally", ["done"]),
    ("no finalizer ever runs", ["done"]),
    ("catchable memory error", ["runtime", "memory"]),
    ("memory error", ["memory", "instructions"]),
    ("stack overflow\" or memory", ["runtime", "memory"]),
    ("finishes or", ["done", "runtime", "instructions"]),
    ("error at once", ["runtime", "done"]),
    ("budget error", killed),
    ("\"/budget", killed.union(["runtime"])),
    ("killed by", killed),
    ("killed within", killed),
    ("killed;", killed),
    ("rejected", ["badResult"]),
    ("catchable error", ["done", "runtime", "memory"]),
    ("unfixed in lua", killed.union(["done", "runtime"])),
    ("output rate", killed.union(["done"])),
    ("2x budget", killed.union(["done", "runtime"])),
    ("refused or", killed.union(["runtime"])),
    ("plugin refused", killed.union(refused).union(["done"])),
    ("refuses binary", ["done", "runtime"]),
    ("harmless", ["done", "runtime"]),
    ("must not reach host globals", ["done", "runtime"]),
    ("each ", ["done", "runtime"]),
    ("no trap/crash", ["done", "badResult"]),
    ("table argument with", ["done", "badResult", "runtime"]),
    ("errors or small results", killed.union(["done"])),
    ("error", refused.union(["done"])),
    ("reported", ["runtime"]),
    ("refused", ["runtime", "done"]),
    ("metatable hidden", ["runtime"]),
    ("second use", ["done", "runtime"]),
    ("getmetatable", ["runtime"]),
    ("handler fails", ["runtime"]),
  ]

  static func outcomes(of expectation: String) -> Set<String> {
    let text = expectation.lowercased()
    return phrases.first { text.contains($0.0) }?.1 ?? []
  }
}
