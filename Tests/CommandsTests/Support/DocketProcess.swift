import Foundation

/// One run of the built program, as a person or a script sees it.
struct DocketProcess {
  /// What it ended with and what it wrote.
  struct Result {
    var status: Int32
    var output: String
    var errors: String

    /// The lines of data.
    var lines: [String] {
      output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }
  }

  var arguments: [String]
  var environment: [String: String] = [:]
  var input = Data()
  var folder: String
  /// Whose folder that is; kept until the program has ended, since the folder goes with it.
  var place: (any AnyObject & Sendable)?
  /// Runs it as the user nobody, who owns nothing; only root can.
  var isNobody = false
  /// Runs a shell with the arguments instead.
  var isShell = false

  /// Runs it with pipes on all sides.
  func run() throws -> Result {
    let output = try TemporaryFile()
    let errors = try TemporaryFile()
    let input = try TemporaryFile(self.input)
    let process = prepared()
    process.standardInput = try input.reading()
    process.standardOutput = try output.writing()
    process.standardError = try errors.writing()
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try output.text(), errors: try errors.text())
  }

  /// Runs it with its output on a terminal of that many columns; errors go there as well.
  ///
  /// `typing` is what somebody types, be it before they are asked; `nil` where nobody sits there.
  func runOnTerminal(columns: UInt16, typing: String? = nil) throws -> Result {
    let terminal = try PseudoTerminal(columns: columns)
    let process = prepared()
    process.standardInput = typing == nil ? FileHandle.nullDevice : terminal.program
    if let typing { try terminal.type(typing) }
    process.standardOutput = terminal.program
    process.standardError = terminal.program
    try process.run()
    let text = terminal.readToEnd()
    // It has closed the terminal by now, or says nothing more.
    terminal.hangUp()
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: text, errors: "")
  }

  /// Runs it where no file can grow beyond so many blocks of 512 bytes, as on a full disk.
  func runWithFiles(ofAtMost blocks: Int) throws -> Result {
    let process = prepared()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let limited = "ulimit -f \(blocks); exec \"$0\" \"$@\""
    process.arguments = ["-c", limited, DocketProcess.program.path] + arguments
    return try RunningProcess(process, in: place).end()
  }

  /// Starts it, and goes on without waiting for its end.
  func start() throws -> RunningProcess {
    try RunningProcess(prepared(), in: place)
  }

  /// Starts it with somebody who types to it.
  func startTyping() throws -> RunningProcess {
    try RunningProcess(prepared(), in: place, isTyping: true)
  }

  private func prepared() -> Process {
    let process = Process()
    process.executableURL = DocketProcess.program
    process.arguments = arguments
    if isShell { process.executableURL = URL(fileURLWithPath: "/bin/sh") }
    if isNobody {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
      process.arguments =
        ["--reuid=65534", "--regid=65534", "--clear-groups", DocketProcess.program.path] + arguments
    }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = variables
    return process
  }

  /// What the program finds in its environment; long output goes through no pager by itself.
  var variables: [String: String] {
    var variables = [
      "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", "PAGER": "cat",
      "TZ": "UTC",
    ]
    variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    return variables.merging(environment) { $1 }
  }

  /// The program stands beside the tests.
  static let program: URL = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("docket")
  }()
}
