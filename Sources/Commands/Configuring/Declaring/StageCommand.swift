import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket stage`: the stages of life cycles.
struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage",
    abstract: "List stages; add, change, rename and remove stages and moves of life cycles.",
    discussion: """
      A stage that is added here belongs to the desk's own plugin, and so do the moves to and from it; \
      see docket help field. What a plugin's life cycle has by itself stays as it is.

      Examples:
        docket stage list
        docket stage add at_supplier --lifecycle question --category waiting --from new,open --to open
        docket stage allow answered new --lifecycle question
        docket stage remove at_supplier
      """,
    subcommands: [
      StageListCommand.self, StageAddCommand.self, StageSetCommand.self, StageRenameCommand.self,
      StageRemoveCommand.self, StageAllowCommand.self, StageForbidCommand.self,
    ])
}

/// `docket stage list`: the stages there are.
struct StageListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the stages of all life cycles, or of one.",
    discussion: """
      Examples:
        docket stage list
        docket stage list question
      """)

  @Argument(help: "The life cycle.", completion: .source(.lifecycles)) var lifecycle: String?
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let all = session.rulebook.registry.lifecycles
    if let lifecycle, !all.contains(where: { $0.name == lifecycle }) {
      throw Failure.missing(.lifecycle, lifecycle, among: all.map(\.name))
    }
    let cycles = all.filter { lifecycle == nil || $0.name == lifecycle }
    guard !output.isJSON else {
      return try output.write(
        .array(cycles.flatMap { cycle in cycle.stages.map { json($0, of: cycle) } }))
    }
    var table = Table([
      .init(Text.columnLifeCycle), .init(Text.columnStage), .init(Text.columnCategory),
      .init(Text.columnMoves, isFlexible: true), .init(Text.columnPlugin),
    ])
    for cycle in cycles {
      for stage in cycle.stages {
        table.append([
          .init(cycle.name), .init(stage.name),
          .init(output.standard.words(stage.category.text)),
          .init(moves(from: stage, of: cycle).joined(separator: ", ")),
          .init(stage.plugin ?? cycle.plugin),
        ])
      }
    }
    try output.write(table.lines(on: output.standard))
  }

  private func moves(from stage: LifecycleSpec.Stage, of cycle: LifecycleSpec) -> [String] {
    (cycle.transitions[stage.name] ?? []).map(\.to)
  }

  private func json(_ stage: LifecycleSpec.Stage, of cycle: LifecycleSpec) -> JSON {
    .object([
      ("lifecycle", .string(cycle.name)), ("name", .string(stage.name)),
      ("category", .string(stage.category.rawValue)),
      ("to", .array(moves(from: stage, of: cycle).map(JSON.string))),
      ("plugin", .string(stage.plugin ?? cycle.plugin)),
    ])
  }
}

/// What can be said of a stage.
struct StageOptions: ParsableArguments {
  @Option(
    help: "What it means: open, waiting, postponed, closed or discarded.",
    completion: .list(Category.allCases.map(\.rawValue)))
  var category: String?
  @Option(help: "The stages that lead to it, with commas.", completion: .source(.stages))
  var from: String?
  @Option(help: "The stages that it leads to, with commas.", completion: .source(.stages))
  var to: String?
  @Option(help: "The life cycle that it is added to.", completion: .source(.lifecycles))
  var lifecycle: String?
  @Option(help: LabelOption.help) var label: [LabelOption] = []

  func say(in edit: inout DeclarationEdit) throws(Failure) {
    edit.say("lifecycle", JSON.saying(lifecycle))
    edit.say("category", JSON.saying(category))
    edit.say("from", JSON.listing(from))
    edit.say("to", JSON.listing(to))
    try edit.label(label)
  }
}

/// `docket stage add`: a new stage.
struct StageAddCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a stage to a life cycle.",
    discussion: """
      Examples:
        docket stage add at_supplier --category waiting --from new,open --to open,resolved
        docket stage add tested --lifecycle repair --category open --from shop --to done --label Tested
      """)

  @Argument(help: "Lower-case letters, digits and _.", completion: .nothing) var name: String
  @OptionGroup var options: StageOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.add, .stage, name)
    guard options.category != nil, options.from != nil else {
      throw Failure(.usage, Text.usageStage)
    }
    if options.lifecycle == nil { edit.say("lifecycle", .string(try context.onlyLifecycle())) }
    try options.say(in: &edit)
    return edit
  }
}

/// `docket stage set`: other moves of a stage, or another meaning.
struct StageSetCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change a stage of the desk's own.",
    discussion: """
      What is not named stays. Where tickets are in a stage that is to mean something else, they are \
      counted, and it asks for --yes.

      Examples:
        docket stage set at_supplier --to open,resolved,answered
      """)

  @Argument(help: "The stage.", completion: .source(.stages)) var name: String
  @OptionGroup var options: StageOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.set, .stage, name)
    try options.say(in: &edit)
    return try edit.saidSomething(of: "stage")
  }
}

/// `docket stage remove`: no such stage any more.
struct StageRemoveCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a stage of the desk's own, with its moves.",
    discussion: """
      Where tickets are in it, it counts them and asks for --yes: move them first.

      Examples:
        docket stage remove at_supplier
      """)

  @Argument(help: "The stage.", completion: .source(.stages)) var name: String
  @Option(
    help: "The life cycle, if the stage was added to several.",
    completion: .source(.lifecycles))
  var lifecycle: String?
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.remove, .stage, name)
    edit.say("lifecycle", JSON.saying(lifecycle))
    return edit
  }
}
