import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// A command that gives something that the desk itself declares another name.
protocol DeclarationRename: DeclaringCommand {
  static var kind: DeclarationEdit.Kind { get }
  var name: String { get }
  var newName: String { get }
}

extension DeclarationRename {
  func edit(in context: CommandContext) throws -> DeclarationEdit {
    DeclarationEdit(.rename(to: newName), Self.kind, name)
  }
}

/// `docket field rename`: another name for a field.
struct FieldRenameCommand: DeclarationRename {
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

  @Argument(help: "The field.", completion: .source(.declaredFields)) var name: String
  @Argument(help: "Its new name: lower-case letters, digits and _.", completion: .nothing)
  var newName: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions
}

/// `docket type rename`: another name for a type of ticket.
struct TypeRenameCommand: DeclarationRename {
  static let kind = DeclarationEdit.Kind.type
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a type of the desk's own another name.",
    discussion: """
      All tickets of it follow, and so do views, grants, subscriptions, settings of plugins and \
      unfinished bulks that name it; histories keep the name of then. `docket undo` takes it back.

      Examples:
        docket type rename incident disruption
      """)

  @Argument(help: "The type.", completion: .source(.types)) var name: String
  @Argument(help: "Its new name: lower-case letters, digits and _.", completion: .nothing)
  var newName: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions
}

/// `docket reason rename`: another name for a close reason.
struct ReasonRenameCommand: DeclarationRename {
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

  @Argument(help: "The close reason.", completion: .source(.reasons)) var name: String
  @Argument(help: "Its new name: lower-case letters, digits and _.", completion: .nothing)
  var newName: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions
}

/// `docket stage rename`: another name for a stage.
struct StageRenameCommand: DeclarationRename {
  static let kind = DeclarationEdit.Kind.stage
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
    var edit = DeclarationEdit(.rename(to: newName), Self.kind, name)
    edit.say("lifecycle", JSON.saying(lifecycle))
    return edit
  }
}

/// `docket lifecycle rename`: another name for a life cycle.
struct LifecycleRenameCommand: DeclarationRename {
  static let kind = DeclarationEdit.Kind.lifecycle
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a life cycle of the desk's own another name.",
    discussion: """
      The types of the desk's own that follow it go on; tickets know nothing of its name.

      Examples:
        docket lifecycle rename loan lending
      """)

  @Argument(help: "The life cycle.", completion: .source(.lifecycles)) var name: String
  @Argument(help: "Its new name: lower-case letters, digits and _.", completion: .nothing)
  var newName: String
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions
}
