import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin order`: the order in which hooks run.
struct PluginOrderCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "order",
    abstract: "Show the order in which the plugins' hooks run.",
    discussion: """
      Plugins after those that their manifests require or come after, else by name; hooks of one plugin by priority, low first.

      Examples:
        docket plugin order
        docket plugin order ticket.close
        docket plugin order sla --json
      """)

  @Argument(
    help: ArgumentHelp(
      "Only hooks of these plugins, or on these events.", valueName: "plugin-or-event"),
    completion: .source(.plugins))
  var words: [String] = []
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let rulebook = session.rulebook
    let hooks = [rulebook.beforeHooks, rulebook.validateHooks, rulebook.afterHooks]
      .flatMap { $0.map(\.spec) }
      .filter { words.isEmpty || words.contains($0.plugin) || words.contains($0.event) }
    guard !output.isJSON else {
      return try output.write(.array(hooks.map(\.json)))
    }
    var table = Table([
      .init(Text.columnStep), .init(Text.columnEvent), .init(Text.columnHook),
      .init(Text.columnPriority, isNumeric: true),
      .init(Text.columnWhen, isFlexible: true),
    ])
    for hook in hooks {
      table.append([
        .init(output.standard.words(hook.kind.text)), .init(hook.event), .init(hook.signature),
        .init("\(hook.priority)"), .init(hook.when ?? ""),
      ])
    }
    try output.write(table.lines(on: output.standard))
    if hooks.isEmpty, !words.isEmpty {
      try output.say(Text.saidNoHooks(names: words.joined(separator: ", ")))
    }
  }
}

extension HookSpec {
  fileprivate var json: JSON {
    .object([
      ("step", .string(kind.rawValue)), ("event", .string(event)), ("hook", .string(signature)),
      ("priority", .integer(Int64(priority))), ("when", when.map(JSON.string) ?? .null),
    ])
  }
}
