import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket type`: the types of ticket.
struct TypeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "type",
    abstract: "List, add, change, rename and remove types of tickets.",
    discussion: """
      A type follows a life cycle, which gives its stages. What is added here belongs to the desk's \
      own plugin; see docket help field.

      Examples:
        docket type list
        docket type add incident --lifecycle question --default priority=high --label Incident
        docket type remove incident
      """,
    subcommands: [
      TypeListCommand.self, TypeAddCommand.self, TypeSetCommand.self, TypeRenameCommand.self,
      TypeRemoveCommand.self,
    ])
}

/// `docket type list`: the types there are.
struct TypeListCommand: DeclarationListing {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the types of tickets, with their life cycles.",
    discussion: """
      Examples:
        docket type list
      """)

  @OptionGroup var global: GlobalOptions

  func declarations(in session: DeskSession) -> [TypeSpec] { session.rulebook.registry.types }

  func columns(in session: DeskSession) -> [DeclarationColumn<TypeSpec>] {
    [
      DeclarationColumn("name", .init(Text.columnName)) { .string($0.name) },
      DeclarationColumn("lifecycle", .init(Text.columnLifeCycle)) { .string($0.lifecycle) },
      DeclarationColumn("plugin", .init(Text.columnPlugin)) { .string($0.plugin) },
      DeclarationColumn("defaults", .init(Text.columnWhat, isFlexible: true)) { type in
        .object(shown(type, in: session).map { ($0.key, .string($0.value.plainText)) })
      },
    ]
  }

  /// The defaults of fields that exist for the one who asks.
  private func shown(
    _ type: TypeSpec, in session: DeskSession,
  ) -> [(key: String, value: Value)] {
    type.defaults.filter { session.viewer.mayName($0.key) }.sorted { $0.key < $1.key }
  }
}

/// What can be said of a type, by the keys of `docket.type`.
struct TypeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What a new ticket starts with; may be repeated.", valueName: "field=value"),
    completion: .source(.assignments))
  var `default`: [String] = []
  @Option(help: LabelOption.help) var label: [LabelOption] = []

  func say(in edit: inout DeclarationEdit, _ context: CommandContext) throws {
    try edit.label(label)
    guard !self.default.isEmpty else { return }
    let (fields, typing) = try context.read { session in
      (session.declaredFields.map(\.spec), session.typing)
    }
    var values: [(String, JSON)] = []
    var given = GivenNames()
    for text in self.default where !text.isEmpty {
      guard let equals = text.firstIndex(of: "=") else {
        throw Failure(.usage, Text.usageTypeDefault(text: text))
      }
      let name = String(text[..<equals])
      try given.take(name, String(text[text.index(after: equals)...]))
      let own = fields.first { $0.name == name }
      let kernel = TicketField(rawValue: name)
      let value = DeclaredValue(kind: kernel?.kind ?? own?.kind, typing: typing)
      let isMany = kernel?.isMany ?? own?.isMany ?? false
      values.append(
        (name, try value.standard(String(text[text.index(after: equals)...]), isMany: isMany)))
    }
    edit.say("defaults", values.isEmpty ? .null : .object(values))
  }
}

/// `docket type add`: a new type.
struct TypeAddCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a type of ticket.",
    discussion: """
      Examples:
        docket type add incident --lifecycle question
        docket type add incident --lifecycle question --default priority=high --label Incident
      """)

  @Argument(help: "Lower-case letters, digits and _.", completion: .nothing) var name: String
  @Option(help: "The life cycle that gives its stages.", completion: .source(.lifecycles))
  var lifecycle: String?
  @OptionGroup var options: TypeOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.add, .type, name)
    edit.say("lifecycle", .string(try lifecycle ?? context.onlyLifecycle()))
    try options.say(in: &edit, context)
    return edit
  }
}

/// `docket type set`: other words for a type.
struct TypeSetCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change a type of the desk's own.",
    discussion: """
      What is not named stays; --default takes the place of all defaults that there were, and an \
      empty one takes them away.

      Examples:
        docket type set incident --default priority=urgent --default queue=billing
        docket type set incident --label nl=Storing
      """)

  @Argument(help: "The type.", completion: .source(.types)) var name: String
  @Option(help: "The life cycle that gives its stages.", completion: .source(.lifecycles))
  var lifecycle: String?
  @OptionGroup var options: TypeOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.set, .type, name)
    edit.say("lifecycle", JSON.saying(lifecycle))
    try options.say(in: &edit, context)
    return try edit.saidSomething(of: "type")
  }
}

/// `docket type remove`: no such type any more.
struct TypeRemoveCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a type of the desk's own.",
    discussion: """
      Where tickets are of it, it counts them and asks for --yes: they can no longer change stage.

      Examples:
        docket type remove incident
      """)

  @Argument(help: "The type.", completion: .source(.types)) var name: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.remove, .type, name)
  }
}

extension CommandContext {
  /// The life cycle that is meant where none is named: the only one.
  func onlyLifecycle() throws -> String {
    let names = try read { $0.rulebook.registry.lifecycles.map(\.name) }
    guard let only = names.first, names.count == 1 else {
      throw Failure(
        .usage, Text.usageWhichLifecycle(lifecycles: names.sorted().joined(separator: ", ")))
    }
    return only
  }
}

extension DeclarationEdit {
  /// The edit, if it says anything.
  func saidSomething(of command: String) throws(Failure) -> DeclarationEdit {
    guard values.isEmpty, labels.isEmpty else { return self }
    let line = ["docket", command, "set", "--help"].joined(separator: " ")
    throw Failure(.usage, Text.usageNothingSaid(command: line))
  }
}
