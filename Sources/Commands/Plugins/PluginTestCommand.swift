import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket plugin test`: runs the examples of plugins.
struct PluginTestCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of a plugin's spec.lua, each on a fresh desk.",
    discussion: """
      Every decision is made twice, in the sandbox that a hook has and in a fresh one: where the two \
      differ, the case fails, since a plugin may be loaded anew at any time. Of variables that a hook \
      changes it warns.

      No desk is needed: DIR is a plugin's directory, a bundled plugin, or one of the desk's. A case \
      that fails shows where, the steps of what it asked for last, and what the desk's log has from \
      it. A plugin without a spec.lua is loaded and checked.

      spec.snapshot compares with files in snapshots/, beside spec.lua; --update writes them, to be \
      looked at before they are committed. spec.each takes its inputs from the seed: what failed \
      fails again with the same one. --format tap prints TAP version 14, --format junit the XML that \
      build servers read.

      desk:replay asks for a recorded history again, from a file of docket export --anonymous in \
      fixtures/, and says which changes the plugin refused or amended. A case fails if its plugin's \
      hooks and another plugin's come to something else the other way around, unless one says in its \
      manifest that it comes after the other; --with has other plugins on the desks of all cases. On the \
      first case's desk the plugins are loaded again, which must leave everything as it was.

      --coverage shows which lines and hooks of the plugins the cases ran, and which not; --lcov \
      writes it for editors and build servers, --html as a page with the code.

      --watch runs the cases again whenever a file of the plugins changes, until Ctrl-C.

      --break stops before a line of the plugin or of its spec.lua, as spec.pause() does before the \
      next line: Lua is evaluated there as on that line, .help lists what else can be asked. No clock \
      goes on meanwhile. Where nobody sits at the terminal, nothing stops, and a line says so.

      Examples:
        docket plugin test support
        docket plugin test ./my-plugin --filter "late ticket"
        docket plugin test ./my-plugin --update
        docket plugin test ./my-plugin --watch
        docket plugin test ./my-plugin --with sla --with routing
        docket plugin test ./my-plugin --with support-desk
        docket plugin test ./my-plugin --coverage --html coverage.html
        docket plugin test ./my-plugin --break init.lua:12
        docket plugin test plugins/*/ --format junit > report.xml
      """)

  @Argument(
    help: ArgumentHelp("The plugins, or their directories.", valueName: "dir"),
    completion: .source(.plugins))
  var names: [String]
  @Option(help: "Only the cases whose names have these words in them.", completion: .nothing)
  var filter: String?
  @Option(
    help: ArgumentHelp(
      "What generated inputs come of; without it, they are the same each time.",
      valueName: "number"),
    completion: .nothing)
  var seed: UInt64?
  @Option(
    help: ArgumentHelp(
      "A plugin, its directory, or a set of plugins that is on the desk of each case besides; may be given several times.",
      valueName: "dir"),
    completion: .source(.plugins))
  var with: [String] = []
  @Flag(help: "Write the values that spec.snapshot keeps, instead of comparing.")
  var update = false
  @Option(help: "text (which it is by itself), tap or junit.") var format: ExampleFormat?
  @Flag(help: "Run the cases again whenever a file of the plugins changes.") var watch = false
  @Flag(help: "Show what of the plugins' code ran, by lines and hooks.") var coverage = false
  @Option(
    help: ArgumentHelp("Write what ran to this file, as lcov's tracefiles.", valueName: "file"),
    completion: .file())
  var lcov: String?
  @Option(
    help: ArgumentHelp("Write what ran to this file, as a page of HTML.", valueName: "file"),
    completion: .file())
  var html: String?
  @Option(
    name: .customLong("break"),
    help: ArgumentHelp(
      "Stop before this line, as init.lua:12; may be given several times.", valueName: "file:line"),
    completion: .nothing)
  var breaks: [BreakArgument] = []
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard breaks.isEmpty || names.count == 1 else {
      throw ValidationError(Text.usageBreakSeveral.description)
    }
    if global.json, let format {
      throw ValidationError(Text.usageJsonFormat(format: format.rawValue).description)
    }
    let other = global.json ? "--json" : format.map { "--format \($0.rawValue)" }
    // Both are for people; programs read one document.
    let forPeople = watch ? "--watch" : coverage ? "--coverage" : nil
    if let forPeople, format != .text, let other {
      throw ValidationError(Text.usageExclude(options: "\(forPeople), \(other)").description)
    }
  }

  func run() throws {
    let output = Output(answering: global)
    if watch { try runAgainAndAgain(output) }
    guard try runOnce(output) else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  /// Returns where no folder is known that could be watched; a signal ends it otherwise.
  private func runAgainAndAgain(_ output: Output) throws {
    let folders = try names.compactMap {
      try Desk.folder(ofPluginToTest: $0, deskAt: global.folder)
    }
    guard folders.count == names.count else { return }
    let shown = folders.map(output.error.shown).joined(separator: ", ")
    while true {
      // What changes while the cases run is not missed.
      let changes = try FolderWatch(folders)
      do {
        _ = try runOnce(output)
      } catch {
        _ = try Program.tell(Failure(error), on: output)
      }
      try output.say(Text.saidWatching(paths: shown))
      let changed = try changes.wait()
      // A file that is gone again is what a program wrote before it gave it the other one's name.
      let named = changed.first(where: FileSystem.exists) ?? changed[0]
      try output.say(Text.saidFileChanged(path: output.error.shown(named)))
    }
  }

  /// Whether all cases hold.
  private func runOnce(_ output: Output) throws -> Bool {
    let reports = try names.map(report)
    let results = reports.flatMap(\.results)
    if results.isEmpty, let filter {
      throw Failure(
        .notFound, Text.specNoneNamed(plugin: names.joined(separator: ", "), words: filter))
    }
    if output.isJSON {
      try output.write(.array(reports.flatMap(ExampleJSON.cases)))
    } else {
      try write(reports, to: output)
    }
    for report in reports where !report.snapshots.isEmpty {
      try output.say(
        Text.saidSnapshots(count: report.snapshots.count, path: report.snapshotFolder))
    }
    if coverage {
      try output.write(ExampleCoveragePage(reports: reports, surface: output.standard).lines)
    }
    try tellOfStops(in: reports, on: output)
    if let lcov { try write(LCOVDocument(reports: reports).text, to: lcov, output) }
    if let html {
      try write(CoverageSheet(reports, surface: output.standard).html, to: html, output)
    }
    return results.allSatisfy { $0.failure == nil } && !reports.contains(where: \.hasLeft)
  }

  /// Says what was passed over where nobody was there, and that cases were left out.
  private func tellOfStops(in reports: [ExampleReport], on output: Output) throws {
    let count = reports.map(\.stops).reduce(0, +)
    if count > 0, !isAttended(output) { try output.say(Text.pausedUnattended(count: count)) }
    if reports.contains(where: \.hasLeft) { try output.say(Text.pausedLeft) }
  }

  /// Whether somebody sits at the terminal, and no program reads what is written.
  private func isAttended(_ output: Output) -> Bool {
    Question(output: output).isAnswerable && !output.isJSON && [nil, .text].contains(format)
  }

  private func stops(on output: Output) -> CodeStops {
    CodeStops(
      at: breaks.map { ($0.file, $0.line) },
      look: isAttended(output) ? { @Sendable code in PauseTalk(code, output).run() } : nil)
  }

  private func write(_ text: String, to path: String, _ output: Output) throws {
    let bytes = Array(text.utf8)
    // In a folder that is watched, what is written has the cases run again.
    if (try? FileSystem.bytes(of: path, atMost: bytes.count, waits: false)) != bytes {
      try NewFile.write(bytes, to: path, replaces: true, isPrivate: false)
    }
    try output.say(Text.saidWrote(path: output.error.shown(path)))
  }

  /// Runs the cases of one; beside others, and in documents of many cases, a plugin that does not load
  /// is a case that fails.
  private func report(of name: String) throws -> ExampleReport {
    let words = (filter ?? "").split(separator: " ").map(String.init)
    do {
      return try Desk.testPlugin(
        named: name, deskAt: global.folder, matching: words, besides: with, seed: seed,
        isUpdating: update, notesLines: coverage || lcov != nil || html != nil,
        stops: stops(on: Output(answering: global)))
    } catch {
      guard names.count > 1 || [.tap, .junit].contains(format),
        let report = ExampleReport(of: error)
      else { throw error }
      return report
    }
  }

  private func write(_ reports: [ExampleReport], to output: Output) throws {
    switch format ?? .text {
    case .text:
      let page = ExamplePage(reports: reports, surface: output.standard)
      if page.count == 0 { try output.say(Text.saidNoCases) }
      try output.write(page.lines)
    case .tap: try output.write(TAPDocument(reports: reports).lines)
    case .junit: try output.write(JUnitDocument(reports: reports).lines)
    }
  }
}

/// How the examples' results are written.
enum ExampleFormat: String, ExpressibleByArgument, CaseIterable {
  case text, tap, junit
}

/// Results as JSON.
private enum ExampleJSON {
  static func cases(of report: ExampleReport) -> [JSON] {
    report.results.map { json($0, of: report) } + locales(of: report)
  }

  /// Slips in the plugin's texts as a case of its own, where there are any.
  private static func locales(of report: ExampleReport) -> [JSON] {
    guard !report.findings.isEmpty else { return [] }
    return [
      .object([
        ("plugin", .string(report.plugin)), ("name", .string("locales")),
        ("passed", .boolean(true)), ("failure", .null), ("frames", .array([])),
        ("trace", .array([])), ("log", .array([])),
        ("warnings", .array(report.findings.map { .string($0.description) })),
      ])
    ]
  }

  private static func json(_ result: ExampleResult, of report: ExampleReport) -> JSON {
    .object([
      ("plugin", .string(report.plugin)), ("name", .string(result.name)),
      ("passed", .boolean(result.failure == nil)),
      ("failure", result.failure.map(JSON.string) ?? .null),
      ("frames", .array(result.frames.map(JSON.string))),
      ("trace", .array(result.trace.map { $0.json { $0.text.description } })),
      ("log", .array(result.log.map(JSON.string))),
      ("warnings", .array(result.warnings.map { .string($0.description) })),
    ])
  }
}
