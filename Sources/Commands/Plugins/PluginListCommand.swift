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
    guard !output.isJSON else {
      return try output.write(.array(plugins.map(\.json)))
    }
    var table = Table([
      .init(Text.columnPlugin), .init(Text.columnVersion), .init(Text.columnState),
      .init(Text.columnSummary, isFlexible: true),
    ])
    for plugin in plugins {
      table.append([
        .init(plugin.name), .init(plugin.version),
        .init(output.standard.words(plugin.text), plugin.meaning),
        .init(plugin.summary),
      ])
    }
    try output.write(table.lines(on: output.standard))
    for plugin in plugins {
      if let trouble = plugin.trouble {
        try output.say(output.error.shown("\(plugin.name): \(trouble)"))
      } else if plugin.faults > 0 {
        try output.say(plugin.faultText)
      }
      for pause in plugin.pauses {
        try output.say(
          Text.pluginPausedHost(plugin: plugin.name, pause: pause.text))
      }
    }
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

  var json: JSON {
    .object([
      ("name", .string(name)), ("version", .string(version)), ("summary", .string(summary)),
      ("enabled", .boolean(isEnabled)), ("changed", .boolean(isChanged)),
      ("script", .boolean(isScript)), ("state", .string(state)),
      ("trouble", trouble.map(JSON.string) ?? .null), ("faults", .integer(Int64(faults))),
      ("paused", .array(pauses.map { .string($0.text.description) })),
    ])
  }
}
