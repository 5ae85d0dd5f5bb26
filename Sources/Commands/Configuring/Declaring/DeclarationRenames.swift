import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// Something that the desk itself declares and that can be given another name, with the words that the
/// command's help has for it.
protocol RenamedDeclaration: Renamed {
  static var kind: DeclarationEdit.Kind { get }
}

/// A command that gives something that the desk itself declares another name.
struct DeclarationRenameCommand<Thing: RenamedDeclaration>: DeclaringCommand {
  static var configuration: CommandConfiguration { Thing.configuration }

  @Argument(help: Thing.name.help, completion: .source(Thing.name.completion))
  var name: String
  @Argument(help: "Its new name: lower-case letters, digits and _.", completion: .nothing)
  var newName: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.rename(to: newName), Thing.kind, name)
  }
}

/// `docket field rename`: another name for a field.
typealias FieldRenameCommand = DeclarationRenameCommand<RenamedField>

enum RenamedField: RenamedDeclaration {
  static let kind = DeclarationEdit.Kind.field
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a field of the desk's own another name.",
    discussion: """
      All tickets that have a value in it follow, and so do views, grants, subscriptions, settings of \
      plugins and unfinished bulks that name it; histories keep the name of then. `docket undo` takes \
      it back.

      Examples:
        docket field rename severity impact
        docket field rename severity impact --dry-run
      """)
  static let name: RenamedArgument = (help: "The field.", completion: .declaredFields)
}

/// `docket field rename-choice`: another name for one choice of a field.
struct FieldRenameChoiceCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename-choice",
    abstract: "Give a choice of a field of the desk's own another name.",
    discussion: """
      All tickets or people that have it follow, and so do its label, defaults, views, grants, \
      subscriptions, settings of plugins and unfinished bulks that name it; histories keep the name of \
      then. `docket undo` takes it back.

      Examples:
        docket field rename-choice severity minor small
        docket field rename-choice severity minor small --dry-run
      """)

  @Argument(help: "The field.", completion: .source(.declaredFields)) var name: String
  @Argument(help: "The choice.", completion: .nothing) var choice: String
  @Argument(help: "Its new name, without a comma.", completion: .nothing) var newName: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.renameChoice(choice, to: newName), .field, name)
  }
}

/// `docket type rename`: another name for a type of ticket.
typealias TypeRenameCommand = DeclarationRenameCommand<RenamedType>

enum RenamedType: RenamedDeclaration {
  static let kind = DeclarationEdit.Kind.type
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a type of the desk's own another name.",
    discussion: """
      All tickets of it follow, and so do views, grants, subscriptions, settings of plugins and \
      unfinished bulks that name it; histories keep the name of then. `docket undo` takes it back.

      Examples:
        docket type rename incident disruption
      """)
  static let name: RenamedArgument = (help: "The type.", completion: .types)
}

/// `docket reason rename`: another name for a close reason.
typealias ReasonRenameCommand = DeclarationRenameCommand<RenamedReason>

enum RenamedReason: RenamedDeclaration {
  static let kind = DeclarationEdit.Kind.reason
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a close reason of the desk's own another name.",
    discussion: """
      All tickets that are closed for it follow, and so do views, grants, subscriptions, settings of \
      plugins and unfinished bulks that name it; histories keep the name of then. `docket undo` takes \
      it back.

      Examples:
        docket reason rename replaced swapped
      """)
  static let name: RenamedArgument = (help: "The close reason.", completion: .reasons)
}

/// `docket stage rename`: another name for a stage.
struct StageRenameCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a stage of the desk's own another name.",
    discussion: """
      All tickets in it follow, and so do its moves, views, grants, subscriptions, settings of plugins \
      and unfinished bulks that name it; histories keep the name of then. `docket undo` takes it back.

      Examples:
        docket stage rename at_supplier at_maker
      """)

  @Argument(help: "The stage.", completion: .source(.stages)) var name: String
  @Argument(help: "Its new name: lower-case letters, digits and _.", completion: .nothing)
  var newName: String
  @Option(
    help: "The life cycle, if the stage was added to several.", completion: .source(.lifecycles))
  var lifecycle: String?
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(.rename(to: newName), .stage, name)
    edit.say("lifecycle", JSON.saying(lifecycle))
    return edit
  }
}

/// `docket lifecycle rename`: another name for a life cycle.
typealias LifecycleRenameCommand = DeclarationRenameCommand<RenamedLifecycle>

enum RenamedLifecycle: RenamedDeclaration {
  static let kind = DeclarationEdit.Kind.lifecycle
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a life cycle of the desk's own another name.",
    discussion: """
      The types of the desk's own that follow it go on; tickets know nothing of its name.

      Examples:
        docket lifecycle rename loan lending
      """)
  static let name: RenamedArgument = (help: "The life cycle.", completion: .lifecycles)
}
