import Foundation

/// A process that runs hostile files, one after the other.
struct HostileChild {
  /// How one file ended.
  struct Ending {
    let word: String
    let milliseconds: Int
    let peak: Int
    let line: String
  }

  /// How the process ended.
  struct Result {
    let endings: [Ending]
    let status: Int32
    let isCrash: Bool
  }

  static let memory = 16 << 20
  var instructions: Int64 = 4_000_000
  var milliseconds = 2_000
  /// Whether it interrupts each file again and again, and goes on with the sandbox.
  var revives = false
  var environment: [String: String] = [:]

  /// Runs the files in one new process.
  func run(_ files: [String]) throws -> Result {
    let process = Process()
    let output = Pipe()
    process.executableURL = try HostileChild.program()
    process.arguments =
      ["\(instructions)", revives ? "REVIVE" : "\(milliseconds)", "\(HostileChild.memory)"] + files
    process.environment = environment
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Result(
      endings: text.split(separator: "\n").map(HostileChild.ending),
      status: process.terminationStatus, isCrash: process.terminationReason == .uncaughtSignal)
  }

  private static func ending(_ line: Substring) -> Ending {
    let words = line.split(separator: " ")
    func number(_ name: String) -> Int {
      words.first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) } ?? .max
    }
    return Ending(
      word: words.first.map(String.init) ?? "", milliseconds: number("ms="),
      peak: number("peak="), line: String(line))
  }

  /// The program stands beside the tests.
  private static func program() throws -> URL {
    let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "sandbox-child")
    if FileManager.default.fileExists(atPath: beside.path) { return beside }
    return URL(filePath: #filePath).appending(path: "../../../.build/debug/sandbox-child")
      .standardizedFileURL
  }
}

/// Folders of hostile files.
enum HostileFiles {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  /// The project's own.
  static let own = list(tests.appending(path: "Hostile"))
  /// Those that lie beside the project on some machines.
  static let shared = list(tests.appending(path: "../../../shared/hostile").standardizedFileURL)

  private static func list(_ folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".lua") }.sorted().map { folder.appending(path: $0).path }
  }

  /// What the first line of a file expects, without the words before it.
  static func expectation(_ file: String) throws -> String {
    let first = try String(contentsOfFile: file, encoding: .utf8).prefix { $0 != "\n" }
    return String(first.dropFirst("-- EXPECT: ".count))
  }
}
