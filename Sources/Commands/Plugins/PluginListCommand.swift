import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin list`: the plugins there are, and how they are.
struct PluginListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the plugins there are, and how they are.",
    discussion: """
      Examples:
        docket plugin list
        docket plugin list --json
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let plugins = try session.moment.pluginStatuses()
    let health = try session.health()
    guard !output.isJSON else {
      return try output.write(.array(plugins.map { $0.json(health[$0.name]) }))
    }
    try output.write(table(plugins, health, on: output.standard).lines(on: output.standard))
    for plugin in plugins {
      if let words = health[plugin.name]?.complaint(of: plugin.name) { try output.say(words) }
      if let trouble = plugin.trouble {
        // The frames below a fault are the doctor's business.
        let line = output.error.rendered(trouble).prefix { !$0.isNewline }
        try output.say(Text.frameOf(owner: plugin.name, problem: Text(words: String(line))))
      } else if plugin.faults > 0 {
        try output.say(plugin.faultText)
      }
      for pause in plugin.pauses {
        try output.say(
          Text.pluginPausedHost(plugin: plugin.name, pause: pause.text))
      }
    }
  }

  /// The plugins, with how they say that they are where any of them says so.
  private func table(
    _ plugins: [Desk.PluginStatus], _ health: [String: HealthAnswer], on surface: Surface,
  ) -> Table {
    let columns: [Table.Column] =
      [.init(Text.columnPlugin), .init(Text.columnVersion), .init(Text.columnState)]
      + (health.isEmpty ? [] : [.init(Text.columnHealth)])
      + [.init(Text.columnSummary, isFlexible: true)]
    var table = Table(columns)
    for plugin in plugins {
      var row: [Table.Cell] = [
        .init(plugin.name), .init(plugin.version),
        .init(surface.words(plugin.text), plugin.meaning),
      ]
      if !health.isEmpty {
        let answer = health[plugin.name]
        let words = answer.map { surface.words($0.state) } ?? ""
        row.append(Table.Cell(words, answer?.meaning ?? .plain))
      }
      table.append(row + [.init(plugin.summary(in: surface.language))])
    }
    return table
  }
}

extension HealthAnswer {
  /// How the plugin is, in a word or two.
  var state: Text {
    switch self {
    case .well: Text.stateWell
    case .unwell: Text.stateUnwell
    case .failed: Text.stateNoAnswer
    }
  }

  /// What it says, or the message of its fault.
  var words: String {
    switch self {
    case .well(let text), .unwell(let text), .failed(let text): text
    }
  }

  /// What is said beside the list where not all is well; `nil` where it is.
  fileprivate func complaint(of plugin: String) -> Text? {
    switch self {
    case .well: nil
    case .unwell(let text): Text.pluginUnwell(plugin: plugin, text: text)
    case .failed(let message): Text.pluginHealthFailed(plugin: plugin, message: message)
    }
  }

  fileprivate var meaning: Meaning {
    if case .well = self { .good } else { .warning }
  }

  var json: JSON {
    let (isOK, isFault) =
      switch self {
      case .well: (true, false)
      case .unwell: (false, false)
      case .failed: (false, true)
      }
    return .object([
      ("ok", .boolean(isOK)), ("text", .string(words)), ("fault", .boolean(isFault)),
    ])
  }
}

extension Desk.PluginStatus {
  /// How often it failed of late, and what the last fault was.
  var faultText: Text {
    Text.pluginFaults(plugin: name, count: faults, fault: lastFault ?? "")
  }

  fileprivate var meaning: Meaning {
    if trouble != nil { return .danger }
    guard isEnabled else { return .faint }
    if faults > 0 || !pauses.isEmpty { return .warning }
    return isChanged || isMissing ? .warning : .good
  }

  /// The plugin, with what it says of its health; null where it says nothing.
  func json(_ health: HealthAnswer?) -> JSON {
    .object([
      ("name", .string(name)), ("version", .string(version)), ("summary", .string(summary)),
      ("enabled", .boolean(isEnabled)), ("changed", .boolean(isChanged)),
      ("script", .boolean(isScript)), ("state", .string(state)),
      ("trouble", trouble.map { .string($0.description) } ?? .null),
      ("faults", .integer(Int64(faults))),
      ("paused", .array(pauses.map { .string($0.text.description) })),
      ("health", health?.json ?? .null),
    ])
  }
}
