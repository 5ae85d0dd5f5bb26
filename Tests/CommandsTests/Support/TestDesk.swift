import Foundation
import TestSupport
import Testing

/// A desk in a temporary folder, with ann and bob (agents), mia (manager), carl and dora (customers).
///
/// When it goes away, its history is verified: every ticket is the fold of its entries.
final class TestDesk: Sendable {
  private let place: TemporaryFolder

  /// A copy of a desk that is made once.
  convenience init() throws {
    try self.init(copying: TestDesk.template)
  }

  /// A desk as `init --with support-desk` makes it, with the same people.
  static func ofSupport() throws -> TestDesk {
    try TestDesk(copying: supportTemplate)
  }

  private init(copying template: Result<String, any Error>) throws {
    place = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: try template.get(), toPath: path)
  }

  deinit {
    do {
      let problems = try DeskView(of: path).auditProblems()
      #expect(problems.isEmpty, "the history verifies: \(problems)")
    } catch {
      Issue.record(error)
    }
  }

  var folder: String { place.path }

  /// The desk's own directory.
  var path: String { folder + "/desk" }

  @discardableResult
  func run(
    _ arguments: String..., as person: String? = nil, input: String = "",
    environment: [String: String] = [:],
  ) throws -> DocketProcess.Result {
    try process(arguments, as: person, input: Data(input.utf8), environment: environment).run()
  }

  func runOnTerminal(
    _ arguments: String..., as person: String? = nil, columns: UInt16 = 80,
    environment: [String: String] = [:],
  ) throws -> DocketProcess.Result {
    try process(arguments, as: person, environment: environment).runOnTerminal(columns: columns)
  }

  func process(
    _ arguments: [String], as person: String? = nil, input: Data = Data(),
    environment: [String: String] = [:],
  ) -> DocketProcess {
    DocketProcess(
      arguments: (person.map { ["--as", $0] } ?? []) + arguments, environment: environment,
      input: input, folder: folder, place: self)
  }

  /// Puts a plugin into the desk's folder, with `main` as its `init.lua`.
  func write(
    plugin name: String, permissions: String = "", files: [String: String] = [:], _ main: String,
  ) throws {
    let folder = URL(fileURLWithPath: path).appendingPathComponent("plugins/\(name)")
    let manifest = """
      return { name = "\(name)", version = "1.2.3", api = 1, summary = "a test's",
        permissions = { \(permissions) } }
      """
    let all = files.merging(["plugin.lua": manifest, "init.lua": main]) { own, _ in own }
    for (file, text) in all {
      let url = folder.appendingPathComponent(file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  /// Runs a line in a shell that knows `docket`, as somebody would type it.
  func shell(_ line: String) throws -> DocketProcess.Result {
    var process = process([])
    process.arguments = ["-c", "docket() { \"$0\" \"$@\"; }; \(line)", DocketProcess.program.path]
    process.isShell = true
    return try process.run()
  }

  /// The one JSON document that a command prints.
  func json(_ arguments: String..., as person: String? = nil) throws -> Any {
    let result = try process(arguments + ["--json"], as: person).run()
    return try JSONSerialization.jsonObject(
      with: Data(result.output.utf8), options: [.fragmentsAllowed])
  }

  /// A desk with the ticket 1, for commands that change nothing.
  static func unchanged() throws -> TestDesk {
    try sharedDesk.get()
  }

  private static let sharedDesk: Result<TestDesk, any Error> = Result {
    let desk = try TestDesk()
    try desk.run("new", "x")
    return desk
  }

  private static let templateFolder = FileManager.default.temporaryDirectory
    .appendingPathComponent("docket-template-\(UUID().uuidString)").path

  private static let template = made(
    in: "standard",
    by: [["init", "--with", "support,close-reasons,inbox"], ["queue", "add", "billing"]])

  private static let supportTemplate = made(
    in: "support", by: [["init", "--with", "support-desk"]])

  /// Removes what is shared once all tests are done.
  private static let cleaning: Void = {
    atexit {
      // A folder that stays is only untidy.
      try? FileManager.default.removeItem(atPath: TestDesk.templateFolder)
      guard let shared = try? TestDesk.sharedDesk.get() else { return }
      try? FileManager.default.removeItem(atPath: shared.folder)
    }
  }()

  private static func made(
    in name: String, by commands: [[String]],
  ) -> Result<String, any Error> {
    Result {
      let folder = "\(templateFolder)/\(name)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      _ = cleaning
      for command in commands + Staff.people.map({ ["person", "add", $0.0, "--role", $0.1] }) {
        let result = try DocketProcess(arguments: command, folder: folder).run()
        guard result.status == 0 else { throw TemplateFailure(message: result.errors) }
      }
      return folder + "/desk"
    }
  }

  private struct TemplateFailure: Error {
    var message: String
  }
}
