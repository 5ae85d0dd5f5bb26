import Foundation
import Testing

@Suite struct SmokeTests {
  @Test func `a small run measures everything and says what it left out`() throws {
    let rows = try run("--json", "--smoke")
    #expect(rows.count >= 10)
    for row in rows {
      let isMeasured = row["value"] as? Double != nil
      let isExplained = row["verdict"] as? String == "skipped" && row["note"] as? String != ""
      #expect(isMeasured || isExplained, "\(row)")
    }
    let floors = Set(rows.compactMap { $0["floor_name"] as? String })
    #expect(floors.isSuperset(of: ["reference", "own", "bare SQL"]))
  }

  @Test func `only the groups that are named are measured`() throws {
    let rows = try run("--json", "--smoke", "hooks")
    #expect(rows.count == 6)
    #expect(rows.allSatisfy { $0["floor_name"] as? String == "bare Lua" })
  }

  /// Runs the program in a folder of its own; gives its lines.
  private func run(_ arguments: String...) throws -> [[String: Any]] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("docket-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    let output = Pipe()
    process.executableURL = SmokeTests.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
  }

  /// The program stands beside the tests.
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("bench")
}
