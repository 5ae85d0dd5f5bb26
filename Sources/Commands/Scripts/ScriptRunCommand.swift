import ArgumentParser
import Desk
import Display
import Kernel
import Synchronization
import Texts

/// `docket script run`: runs a script once.
struct ScriptRunCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a script once, in your name.",
    discussion: """
      What it prints goes to standard output; ... in the script are the arguments, as texts. Each \
      change it makes is done at once and is yours; where it fails, those before stay. A dry run \
      does all in one transaction that is rolled back, and says what would have been done. Ctrl-C \
      stops it.

      Examples:
        docket script run weekly-summary.lua
        docket script run close-stale.lua 30 --dry-run
        docket script run close-stale.lua -- 30 --verbose
        docket script run report.lua --set days=14
      """)

  @Argument(help: "The script, or its file.", completion: .file(extensions: ["lua"]))
  var script: String
  @Argument(help: "What the script is given.", completion: .nothing) var arguments: [String] = []
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A setting that the script declares.", valueName: "setting=value"),
    completion: .nothing)
  var settings: [String] = []
  @Flag(help: "Change nothing; show what would be done.") var dryRun = false
  @Flag(help: "Leave what follows from the changes to `docket work`.") var noWork = false
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    let source = try context.desk.findScript(script)
    let printed = PrintedLines(output: context.output)
    let report = try context.desk.runScript(
      source, arguments: arguments, as: context.person, isDryRun: dryRun,
      settings: PluginSetCommand.changes(settings), typing: context.typing()
    ) { printed.take($0) }
    try printed.check()
    if context.output.isJSON {
      try context.output.write(json(report, printed: printed.text))
    } else {
      try context.read { try tell(report, in: $0, on: context.output) }
    }
    if !dryRun, !noWork, !report.outbox.isEmpty {
      try Deliveries(context: context).follow(
        Receipt(
          ticket: .desk, seq: nil, request: "", edits: [], version: 0, outbox: report.outbox))
    }
    guard report.problem != nil, context.output.isJSON else { return try fail(report) }
    throw ExitCode(Failure.Code.failed.exitStatus)
  }

  private func fail(_ report: ScriptReport) throws {
    guard let problem = report.problem else { return }
    let done = report.acts.count { $0.refusal == nil }
    let rest = done == 0 || dryRun ? nil : Text.scriptBeforeIt(count: done)
    throw Failure(.failed, Text(joining: [problem, rest].compactMap(\.self), by: ""))
  }

  private func tell(
    _ report: ScriptReport, in session: DeskSession, on output: Output,
  ) throws {
    guard dryRun else { return }
    for act in report.acts {
      let values = try act.ticket.map { try session.values.on($0, act.edits) }
      let page = EditLines(
        values: values ?? session.values, surface: output.error, indent: 2)
      let (brief, below) = try page.parted(act.edits)
      let words =
        act.refusal.map { Text.scriptRefused(problem: $0) }
        ?? Text(words: brief.joined(separator: ", "))
      try output.say(
        Text.scriptWould(
          action: act.action, ticket: act.ticket.map { " \($0.rawValue)" }, words: words))
      for line in below { try output.say(line) }
    }
    let (done, refused) = (
      report.acts.count { $0.refusal == nil }, report.acts.count { $0.refusal != nil }
    )
    let tail = refused > 0 ? Text.scriptAndRefused(count: refused) : nil
    try output.say(Text.scriptNothingChanged(count: done, refused: tail))
  }

  private func json(_ report: ScriptReport, printed: String) -> JSON {
    .object([
      ("printed", .string(printed)), ("dry_run", .boolean(dryRun)),
      ("problem", report.problem.map { .string($0.description) } ?? .null),
      (
        "acts",
        .array(
          report.acts.map { act in
            .object([
              ("action", .string(act.action)),
              ("ticket", act.ticket.map { .integer($0.rawValue) } ?? .null),
              ("refusal", act.refusal.map(JSON.string) ?? .null),
            ])
          })
      ),
    ])
  }
}

/// What a script prints: written as it comes, or kept for the one JSON document.
private final class PrintedLines: Sendable {
  private struct State {
    var text = ""
    var failure: Failure?
  }

  private let output: Output
  private let state = Mutex(State())

  init(output: Output) {
    self.output = output
  }

  var text: String { state.withLock(\.text) }

  func take(_ line: String) {
    state.withLock { state in
      guard state.failure == nil else { return }
      guard !output.isJSON else {
        state.text += line + "\n"
        return
      }
      do throws(Failure) {
        try output.write([output.standard.isTerminal ? output.standard.shown(line) : line])
      } catch {
        state.failure = error
      }
    }
  }

  /// Throws where what was printed could not be written.
  func check() throws {
    if let failure = state.withLock(\.failure) { throw failure }
  }
}
