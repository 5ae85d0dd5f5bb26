import Foundation
import Testing

/// Files that try to harm the host, each headed by the outcome that it must have; each runs in a
/// process of its own.
@Suite struct HostileTests {
  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let shared = here.appending(path: "../../../shared/hostile").standardizedFileURL

  static func files(_ folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".lua") }.sorted().map { folder.appending(path: $0).path }
  }

  struct Ending {
    let status: Int32
    let signalled: Bool
    let word: String
    let peak: Int
    let line: String
  }

  func run(_ file: String, environment: [String: String] = [:]) throws -> Ending {
    let process = Process()
    let output = Pipe()
    process.executableURL = Bundle.main.executableURL?.deletingLastPathComponent()
      .appending(path: "sandbox-child")
    let build = HostileTests.here.appending(path: "../../.build/debug/sandbox-child")
    if let url = process.executableURL, !FileManager.default.fileExists(atPath: url.path) {
      process.executableURL = build.standardizedFileURL
    }
    // The project's own files are decided by instructions, on however slow a machine.
    process.arguments = file.contains("/LuaTests/") ? [file, "2000000", "20"] : [file]
    process.environment = environment
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = line.split(separator: " ")
    let peak = words.first { $0.hasPrefix("peak=") }.flatMap { Int($0.dropFirst(5)) }
    return Ending(
      status: process.terminationStatus, signalled: process.terminationReason == .uncaughtSignal,
      word: words.first.map(String.init) ?? "", peak: peak ?? .max, line: line)
  }

  /// The outcomes that the first line of a file allows: words of the project's own files, or the
  /// prose of the shared ones.
  func allowed(_ file: String) throws -> Set<String> {
    let first = try String(contentsOfFile: file, encoding: .utf8).prefix { $0 != "\n" }
    let expectation = first.replacing("-- EXPECT: ", with: "").lowercased()
    let words = Set(expectation.split(separator: " ").map(String.init))
    let own: Set = ["done", "runtime", "syntax", "memory", "instructions", "deadline", "badResult"]
    if words.isSubset(of: Set(own.map { $0.lowercased() })) {
      return own.filter { words.contains($0.lowercased()) }
    }
    var allowed: Set<String> = []
    if expectation.contains("killed") || expectation.contains("budget") {
      allowed.formUnion(["instructions", "deadline", "memory"])
    }
    if expectation.contains("memory") { allowed.formUnion(["memory", "runtime", "instructions"]) }
    if expectation.contains("rejected") { allowed.insert("badResult") }
    let completes = ["passes silently", "completes normally"].contains { expectation.contains($0) }
    if completes { return ["done"] }
    if !expectation.hasPrefix("killed") { allowed.formUnion(own) }
    return allowed
  }

  func check(_ file: String, environment: [String: String] = [:]) throws {
    let ending = try run(file, environment: environment)
    #expect(!ending.signalled && ending.status == 0, "\(file): ended with \(ending.status)")
    #expect(try allowed(file).contains(ending.word), "\(file): \(ending.line)")
    #expect(ending.peak <= (16 << 20) + (256 << 10), "\(file): \(ending.line)")
  }

  @Test(arguments: files(here.appending(path: "Hostile")))
  func `a hostile file ends as it must`(file: String) throws {
    try check(file)
  }

  @Test(
    .enabled(if: !files(shared).isEmpty, "the shared files are not here"), arguments: files(shared))
  func `a shared hostile file ends as it must`(file: String) throws {
    try check(file)
  }

  @Test(arguments: files(here.appending(path: "Hostile")).filter { $0.contains("metatable") })
  func `an allocation that fails does not free what is in use`(file: String) throws {
    for filler in 1...5 { try check(file, environment: ["MALLOC_PERTURB_": "\(filler * 40)"]) }
  }

  @Test(
    .enabled(if: !files(shared).isEmpty, "the shared files are not here"),
    arguments: files(shared).filter { $0.contains("newindex-uaf") || $0.contains("/8") })
  func `shared memory faults do not free what is in use`(file: String) throws {
    for filler in 0...4 {
      try check(file, environment: ["MALLOC_PERTURB_": "\(filler * 50)", "MALLOC_CHECK_": "3"])
    }
  }
}
