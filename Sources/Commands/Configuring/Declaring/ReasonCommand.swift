import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket reason`: the reasons for closing.
struct ReasonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reason",
    abstract: "List, add, change, rename and remove close reasons.",
    discussion: """
      What is added here belongs to the desk's own plugin; see docket help field.

      Examples:
        docket reason list
        docket reason add warranty_over --requires comment --label "Out of warranty"
        docket reason remove warranty_over
      """,
    subcommands: [
      ReasonListCommand.self, ReasonAddCommand.self, ReasonSetCommand.self,
      ReasonRenameCommand.self, ReasonRemoveCommand.self,
    ])
}

/// `docket reason list`: the reasons there are.
struct ReasonListCommand: DeclarationListing {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the close reasons, with the evidence that each wants.",
    discussion: """
      Examples:
        docket reason list
      """)

  @OptionGroup var global: GlobalOptions

  func declarations(in session: DeskSession) -> [CloseReasonSpec] {
    session.rulebook.registry.closeReasons
  }

  func columns(in session: DeskSession) -> [DeclarationColumn<CloseReasonSpec>] {
    func seen(_ fields: [String]) -> JSON {
      .array(
        fields.filter { TicketField(named: $0) != nil || session.knowsField($0) }
          .map(JSON.string))
    }
    return [
      DeclarationColumn("name", .init(Text.columnName)) { .string($0.name) },
      DeclarationColumn("requires", .init(Text.columnRequires, isFlexible: true)) {
        seen($0.requires)
      },
      DeclarationColumn("types", .init(Text.columnType, isFlexible: true)) {
        .array($0.types.map(JSON.string))
      },
      DeclarationColumn("clears") { seen($0.clears) },
      DeclarationColumn("plugin", .init(Text.columnPlugin)) { .string($0.plugin) },
    ]
  }
}

extension DeskSession {
  /// Whether what a close may want exists for the one who asks.
  fileprivate func knowsField(_ name: String) -> Bool {
    rulebook.fields[name] == nil || viewer.mayName(name)
  }
}

/// What can be said of a close reason, by the keys of `docket.close_reason`.
struct ReasonOptions: ParsableArguments {
  @Option(
    help: "Fields that must not be empty, and comment; with commas.",
    completion: .source(.fields))
  var requires: String?
  @Option(
    help: "Fields that a reopening empties, with commas; else the custom ones of --requires.",
    completion: .source(.fields))
  var clears: String?
  @Option(
    help: "The types of ticket that close so, with commas; else all.",
    completion: .source(.types))
  var types: String?
  @Option(help: LabelOption.help) var label: [LabelOption] = []

  func say(in edit: inout DeclarationEdit) throws(Failure) {
    edit.say("requires", JSON.listing(requires))
    edit.say("clears", JSON.listing(clears))
    edit.say("types", JSON.listing(types))
    try edit.label(label)
  }
}

/// `docket reason add`: a new close reason.
struct ReasonAddCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a close reason.",
    discussion: """
      Examples:
        docket reason add warranty_over --requires comment
        docket reason add replaced --requires serial,comment --types repair --label Replaced
      """)

  @Argument(help: "Lower-case letters, digits and _.", completion: .nothing) var name: String
  @OptionGroup var options: ReasonOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.add, .reason, name)
    try options.say(in: &edit)
    return edit
  }
}

/// `docket reason set`: other words for a close reason.
struct ReasonSetCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change a close reason of the desk's own.",
    discussion: """
      What is not named stays; an empty value takes away what was said.

      Examples:
        docket reason set replaced --requires serial
        docket reason set replaced --types ""
      """)

  @Argument(help: "The close reason.", completion: .source(.reasons)) var name: String
  @OptionGroup var options: ReasonOptions
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.set, .reason, name)
    try options.say(in: &edit)
    return try edit.saidSomething(of: "reason")
  }
}

/// `docket reason remove`: no such close reason any more.
struct ReasonRemoveCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a close reason of the desk's own.",
    discussion: """
      Where tickets are closed for it, it counts them and asks for --yes; they keep it.

      Examples:
        docket reason remove replaced
      """)

  @Argument(help: "The close reason.", completion: .source(.reasons)) var name: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.remove, .reason, name)
  }
}
