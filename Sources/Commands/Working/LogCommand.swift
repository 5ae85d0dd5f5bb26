import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket log`: the desk log.
struct LogCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the desk log: faults, and what plugins logged.",
    discussion: """
      Examples:
        docket log
        docket log --plugin round-robin --last 500
      """)

  @Option(help: "Only of this plugin.", completion: .source(.plugins)) var plugin: String?
  @Option(help: "How many lines, the last ones.", completion: .nothing) var last = 100
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    guard last > 0 else { throw Failure(.usage, Text.usageLogLast) }
    try session.require(.pluginManage)
    // One more tells whether there are others.
    let found = try session.log(last: min(last, .max - 1) + 1, plugin: plugin)
    let lines = Array(found.suffix(last))
    try checkName(lines, in: session, on: output)
    try show(lines, in: session, on: output)
    if lines.isEmpty, !output.isJSON { try output.say(Text.saidLogEmpty) }
    if found.count > lines.count {
      try output.say(Text.saidOnlyLastLines(last: last))
    }
  }

  private func show(_ lines: [LogLine], in session: DeskSession, on output: Output) throws {
    guard !output.isJSON else { return try output.write(.array(lines.map(json))) }
    let surface = output.standard
    let texts = lines.flatMap { line in
      let time = surface.styled(session.values.times.exactClock(line.at), .faint)
      let level = surface.styled(line.level.rawValue, line.level.meaning)
      // A fault's message begins with its hook, whose name begins with the plugin's.
      let isNamed = line.plugin.isEmpty || line.message.hasPrefix("\(line.plugin)@")
      let plugin = isNamed ? "" : " \(line.plugin.visible):"
      let message = line.message.visibleLines.map(surface.isolated)
      return ["\(time) \(level)\(plugin) \(message.first ?? "")"]
        + message.dropFirst().map { "    \($0)" }
    }
    try output.page(texts)
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

  private func json(_ line: LogLine) -> JSON {
    .object([
      ("at", .string(line.at.iso)), ("level", .string(line.level.rawValue)),
      ("plugin", .string(line.plugin)), ("message", .string(line.message)),
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
