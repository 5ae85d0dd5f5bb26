import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket lifecycle`: life cycles that plugins bring, and those of the desk's own.
struct LifecycleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lifecycle",
    abstract: "List and draw life cycles; add, change, rename and remove the desk's own.",
    discussion: """
      A life cycle has stages, the moves between them, and where closing, reopening and the like \
      lead. A type of ticket follows one. What is added here belongs to the desk's own plugin; see \
      docket help field.

      Examples:
        docket lifecycle show question
        docket lifecycle add repair --like question
        docket stage add at_supplier --lifecycle repair --category waiting --from open --to open
        docket type add repair --lifecycle repair
      """,
    subcommands: [
      LifecycleListCommand.self, LifecycleShowCommand.self, LifecycleAddCommand.self,
      LifecycleSetCommand.self, LifecycleRenameCommand.self, LifecycleRemoveCommand.self,
    ])
}

/// `docket lifecycle list`: the life cycles there are.
struct LifecycleListCommand: DeclarationListing {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the life cycles, with the types that follow each.",
    discussion: """
      Examples:
        docket lifecycle list
      """)

  @OptionGroup var global: GlobalOptions

  func columns(in session: DeskSession) -> [DeclarationColumn<LifecycleSpec>] {
    let types = session.rulebook.registry.types
    func followers(_ cycle: LifecycleSpec) -> [String] {
      types.filter { $0.lifecycle == cycle.name }.map(\.name)
    }
    return [
      DeclarationColumn("name", .init(Text.columnName)) { .string($0.name) },
      DeclarationColumn("types", .init(Text.columnType, isFlexible: true)) {
        .array(followers($0).map(JSON.string))
      },
      DeclarationColumn("stages", .init(Text.columnStage, isFlexible: true)) {
        .array($0.stages.map { .string($0.name) })
      },
      DeclarationColumn("plugin", .init(Text.columnPlugin)) { .string($0.plugin) },
    ]
  }

  func declarations(in session: DeskSession) -> [LifecycleSpec] {
    session.rulebook.registry.lifecycles
  }
}

/// `docket lifecycle show`: a life cycle as a graph in text.
struct LifecycleShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Draw a life cycle: its stages, and the moves between them.",
    discussion: """
      Examples:
        docket lifecycle show question
        docket lifecycle show question --json
      """)

  @Argument(help: "The life cycle.", completion: .source(.lifecycles)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let all = session.rulebook.registry.lifecycles
    guard let cycle = all.first(where: { $0.name == name }) else {
      throw Failure.missing(.lifecycle, name, among: all.map(\.name))
    }
    let graph = LifecycleGraph(cycle, in: session)
    guard !output.isJSON else { return try output.write(graph.json) }
    try output.page(graph.lines(on: output.standard))
  }
}

/// `docket lifecycle add`: a new life cycle.
struct LifecycleAddCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a life cycle.",
    discussion: """
      New tickets are in the first stage, and where one stage is closed or postponed, closing or \
      postponing leads there, unless the options say otherwise. docket type add makes a type that \
      follows it; docket stage changes its stages and moves later.

      Examples:
        docket lifecycle add repair --like question
        docket lifecycle add loan --stage out=open --stage back=closed --move out=back
      """)

  @Argument(help: "Lower-case letters, digits and _.", completion: .nothing) var name: String
  @OptionGroup var start: LifecycleStart
  @OptionGroup var options: LifecycleOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var own = DeclarationEdit(.add, .lifecycle, name)
    try options.say(in: &own)
    var edit = DeclarationEdit(.add, .lifecycle, name)
    let named = Dictionary(own.values.map { ($0.key, $0.value) }) { first, _ in first }
    for (key, value) in try start.cycle(in: context).said {
      edit.say(key, value.replacing(named[key]))
    }
    for (key, value) in own.values where !edit.values.contains(where: { $0.key == key }) {
      edit.say(key, value.replacing(nil))
    }
    return edit
  }
}

extension JSON {
  /// The members with those of another object in place of theirs, `null` taking one away; any other
  /// value gives way whole.
  fileprivate func replacing(_ other: JSON?) -> JSON {
    guard let new = other else { return self.members.map { .object($0.given) } ?? self }
    guard let old = members, let members = new.members else { return new }
    let kept = old.filter { pair in !members.contains { $0.0 == pair.0 } }
    return .object((kept + members).given)
  }
}

extension [(String, JSON)] {
  fileprivate var given: [(String, JSON)] {
    filter { if case .null = $0.1 { false } else { true } }
  }
}

/// `docket lifecycle set`: other ways through a life cycle.
struct LifecycleSetCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change where a life cycle of the desk's own begins and leads.",
    discussion: """
      What is not named stays; an empty value takes away what was said. docket stage changes its \
      stages and moves.

      Examples:
        docket lifecycle set loan --reopen lent
        docket lifecycle set loan --on-customer-reply lent=asked
        docket lifecycle set loan --discard spam=bin --restore @before
      """)

  @Argument(help: "The life cycle.", completion: .source(.lifecycles)) var name: String
  @OptionGroup var options: LifecycleOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.set, .lifecycle, name)
    try options.say(in: &edit)
    return try edit.saidSomething(of: "lifecycle")
  }
}

/// `docket lifecycle remove`: no such life cycle any more.
struct LifecycleRemoveCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a life cycle of the desk's own that no type follows.",
    discussion: """
      Examples:
        docket lifecycle remove loan
      """)

  @Argument(help: "The life cycle.", completion: .source(.lifecycles)) var name: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.remove, .lifecycle, name)
  }
}
