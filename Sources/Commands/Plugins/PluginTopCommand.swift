import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin top`: what plugins use.
struct PluginTopCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    abstract: "Show what plugins use: calls, faults, times, instructions, memory, state.",
    discussion: """
      Counted since the desk was made, or since --reset; a process that is at work adds its counts \
      once a second. p50 and p99 are the times within which half and 99 of 100 calls were done, to \
      an eighth. Instructions are of one call, on average; memory is the most that the plugin ever \
      had in one sandbox, its own code included; state is what it remembers, in characters.

      Examples:
        docket plugin top
        docket plugin top round-robin --json
        docket plugin top --reset
      """)

  @Argument(
    help: ArgumentHelp("Only these plugins.", valueName: "plugin"), completion: .source(.plugins))
  var names: [String] = []
  @Option(help: "Only of this plugin.", completion: .source(.plugins)) var plugin: String?
  @Flag(help: "Begin to count anew.") var reset = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    if reset {
      try context.administer { try $0.clearPluginUses() }
      return try context.tell(Text.saidCountAnew)
    }
    try context.requireStaff()
    let wanted = names + (plugin.map { [$0] } ?? [])
    try context.read { session in
      let uses = PluginUses(
        try session.pluginUses().filter { wanted.isEmpty || wanted.contains($0.key.plugin) },
        states: try session.pluginStateSizes())
      guard !context.output.isJSON else { return try context.output.write(uses.json) }
      try context.output.write(
        uses.table(on: context.output.standard).lines(on: context.output.standard))
      if uses.isEmpty { try context.output.say(Text.saidNoCounts) }
    }
  }
}

/// Plugins with what their functions used, those that took most time first.
private struct PluginUses {
  private let plugins: [(name: String, total: HookUse, functions: [CountedUse])]
  private let states: [String: Int64]

  init(_ uses: [CountedUse], states: [String: Int64]) {
    self.states = states
    plugins = Dictionary(grouping: uses, by: \.key.plugin).map { name, functions in
      var total = HookUse()
      for function in functions { total.merge(function.use) }
      return (name, total, functions.sorted { $0.use.instructions > $1.use.instructions })
    }.sorted { ($0.total.instructions, $1.name) > ($1.total.instructions, $0.name) }
  }

  var isEmpty: Bool { plugins.isEmpty }

  func table(on surface: Surface) -> Table {
    var table = Table([
      .init(Text.columnPlugin), .init(Text.columnFunction, isFlexible: true),
      .init(Text.columnCalls, isNumeric: true),
      .init(Text.columnFaults, isNumeric: true), .init("p50", isNumeric: true),
      .init("p99", isNumeric: true), .init(Text.columnInstructions, isNumeric: true),
      .init(Text.columnMemory, isNumeric: true), .init(Text.columnState, isNumeric: true),
    ])
    for plugin in plugins {
      let state = "\(states[plugin.name] ?? 0)"
      let all = surface.words(Text(name: "all", of: .step))
      table.append(cells(plugin.name, all, plugin.total, state: state))
      for function in plugin.functions {
        let kind = surface.words(Text(name: function.key.kind, of: .step))
        let name = "\(kind) \(function.key.name)"
        table.append(cells(plugin.name, name, function.use, state: ""))
      }
    }
    return table
  }

  private func cells(
    _ plugin: String, _ function: String, _ use: HookUse, state: String,
  ) -> [Table.Cell] {
    [
      .init(plugin), .init(function, state.isEmpty ? .plain : .heading),
      .init("\(use.calls)"), .init("\(use.faults)", use.faults > 0 ? .danger : .plain),
      .init(use.times.quantile(0.5).inMicroseconds), .init(use.times.quantile(0.99).inMicroseconds),
      .init("\(use.calls > 0 ? use.instructions / use.calls : 0)"),
      .init("\(use.memory / 1_024) KB"), .init(state),
    ]
  }

  var json: JSON {
    .array(
      plugins.map { plugin in
        .object(
          [("plugin", .string(plugin.name)), ("state", .integer(states[plugin.name] ?? 0))]
            + plugin.total.members + [
              (
                "functions",
                .array(
                  plugin.functions.map { function in
                    .object(
                      [
                        ("kind", .string(function.key.kind)),
                        ("name", .string(function.key.name)),
                        ("since", .string(function.since.iso)),
                      ] + function.use.members)
                  })
              )
            ])
      })
  }
}

extension HookUse {
  /// Times in microseconds, memory in bytes, instructions of all calls together.
  var members: [(String, JSON)] {
    [
      ("calls", .integer(calls)), ("faults", .integer(faults)),
      ("p50_us", .integer(times.quantile(0.5) / 1_000)),
      ("p99_us", .integer(times.quantile(0.99) / 1_000)),
      ("instructions", .integer(instructions)), ("memory", .integer(memory)),
    ]
  }
}

extension Int64 {
  /// Nanoseconds as people read them.
  var inMicroseconds: String {
    self >= 10_000_000 ? "\(self / 1_000_000) ms" : "\(self / 1_000) µs"
  }
}
