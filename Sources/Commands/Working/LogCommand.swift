import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket log`: the desk log.
struct LogCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the desk log: faults, and what plugins logged.",
    discussion: """
      With --follow it shows the last lines, then each new one as it is written, until Ctrl-C or \
      until nobody reads its output any more. With --json that is one JSON object per line, in place \
      of one array.

      Examples:
        docket log
        docket log --plugin round-robin --last 500
        docket log --follow --level warning
      """)

  @Option(help: "Only of this plugin.", completion: .source(.plugins)) var plugin: String?
  @Option(help: "Only from this level upwards.") var level = LogLine.Level.debug
  @Option(help: "How many lines, the last ones.", completion: .nothing) var last = 100
  @Flag(help: "Go on with each new line as it is written.") var follow = false
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let open = try OpenDesk(global, offering: UpgradeOffer(isSure: isSure))
    guard follow else { return try run(on: open) }
    let context = try open.context()
    do {
      try goOn(in: context)
    } catch {
      throw try context.addressed(Failure(error))
    }
  }

  func read(_ session: DeskSession, on output: Output) throws {
    let (lines, isShortened) = try lines(in: session, on: output)
    if output.isJSON {
      try output.write(.array(lines.map(\.json)))
    } else {
      try output.page(LogPage(lines, in: session).lines(on: output.standard))
      if lines.isEmpty { try output.say(Text.saidLogEmpty) }
    }
    if isShortened { try output.say(Text.saidOnlyLastLines(last: last)) }
  }

  /// Shows the last lines, then what is written, until a signal or the reader of the output ends it.
  ///
  /// Between two looks it holds no transaction.
  private func goOn(in context: CommandContext) throws {
    let signals = HeldSignals([.interrupt, .terminate, .hangUp])
    let output = context.output
    // What is written before the first look is noticed, too.
    let changes = try DeskWatch(context.desk)
    var place = try context.read { session in
      try write(try lines(in: session, on: output).lines, in: session, on: output)
      return try session.logEnd()
    }
    while signals.wait(LiveScreen.glance) == nil, !StandardStream.output.isReaderGone {
      guard try changes.hasChanged() else { continue }
      place = try context.read { [place] session in
        // Who may not read it any more sees nothing of what is new.
        try session.require(.pluginManage)
        return try session.log(after: place, filter) { try write($0, in: session, on: output) }
      }
    }
  }

  private var filter: LogFilter { LogFilter(plugin: plugin, from: level) }

  /// The last lines, and whether there are others before them.
  private func lines(
    in session: DeskSession, on output: Output,
  ) throws -> (lines: [LogLine], isShortened: Bool) {
    guard last > 0 else { throw Failure(.usage, Text.usageLogLast) }
    try session.require(.pluginManage)
    // One more tells whether there are others.
    let found = try session.log(last: min(last, .max - 1) + 1, filter)
    let lines = Array(found.suffix(last))
    try checkName(lines, in: session, on: output)
    return (lines, found.count > lines.count)
  }

  /// Writes lines at once: what is followed has no pages, and no end.
  private func write(_ lines: [LogLine], in session: DeskSession, on output: Output) throws {
    guard output.isJSON else {
      return try output.write(LogPage(lines, in: session).lines(on: output.standard))
    }
    for line in lines { try output.write(line.json) }
  }

  /// Says so where nothing of that name could ever have logged anything.
  private func checkName(
    _ lines: [LogLine], in session: DeskSession, on output: Output,
  ) throws {
    guard let plugin, lines.isEmpty, session.rulebook.plugins[plugin] == nil else { return }
    let known =
      session.rulebook.plugins.keys.sorted() + (try session.moment.desk.availableNames())
    guard !known.contains(plugin) else { return }
    let error = DeskError.noPlugin(name: plugin, nearest: nearestName(to: plugin, among: known))
    try output.say(error.text)
  }
}

/// Lines of the log as people read them.
private struct LogPage {
  private let lines: [LogLine]
  private let times: TimeText

  init(_ lines: [LogLine], in session: DeskSession) {
    self.lines = lines
    times = session.values.times
  }

  func lines(on surface: Surface) -> [String] {
    lines.flatMap { line in
      let time = surface.styled(times.exactClock(line.at), .faint)
      let level = surface.styled(surface.words(line.level.text), line.level.meaning)
      // A fault's message begins with its hook, whose name begins with the plugin's.
      let isNamed = line.plugin.isEmpty || line.message.hasPrefix("\(line.plugin)@")
      let plugin = isNamed ? "" : " \(line.plugin.visible):"
      let message = line.message.visibleLines.map(surface.isolated)
      return ["\(time) \(level)\(plugin) \(message.first ?? "")"]
        + message.dropFirst().map { "    \($0)" }
    }
  }
}

extension LogLine {
  fileprivate var json: JSON {
    .object([
      ("at", .string(at.iso)), ("level", .string(level.rawValue)),
      ("plugin", .string(plugin)), ("message", .string(message)),
    ])
  }
}

extension LogLine.Level {
  fileprivate var meaning: Meaning {
    switch self {
    case .debug: .faint
    case .info: .plain
    case .warning: .warning
    case .error: .danger
    }
  }
}
