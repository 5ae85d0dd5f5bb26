import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket stage allow`: a move between stages that are there.
struct StageAllowCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow", abstract: "Allow a move between two stages of a life cycle.",
    discussion: """
      If the desk itself allows the move already, the options replace the earlier ones; one that is \
      not given is taken away. What a plugin allows stays as the plugin says.

      Examples:
        docket stage allow answered new
        docket stage allow open resolved --lifecycle repair --requires serial --permission repair.finish
        docket stage allow open resolved --when "priority:..normal"
      """)

  @OptionGroup var stages: MovedStages
  @Option(
    help: "Fields that must not be empty then, with commas.", completion: .source(.fields))
  var requires: String?
  @Option(help: "A condition on the ticket as it is to be.", completion: .source(.query))
  var when: String?
  @Option(help: "Who may move tickets so.", completion: .source(.permissions))
  var permission: String?
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    var edit = try stages.edit(.add, in: context)
    edit.say("requires", JSON.listing(requires))
    edit.say("when", JSON.saying(try context.kept(condition: when)))
    edit.say("permission", JSON.saying(permission))
    return edit
  }
}

/// `docket stage forbid`: no such move any more.
struct StageForbidCommand: DeclaringCommand {
  static let configuration = CommandConfiguration(
    commandName: "forbid", abstract: "Take back a move that the desk itself allowed.",
    discussion: """
      Tickets stay in their stages. A move that a plugin allows can only be restricted there.

      Examples:
        docket stage forbid answered new
      """)

  @OptionGroup var stages: MovedStages
  @OptionGroup var declaring: DeclaringOptions
  @OptionGroup var global: GlobalOptions

  func edit(in context: CommandContext) throws -> DeclarationEdit {
    try stages.edit(.remove, in: context)
  }
}

/// The two stages of a move.
struct MovedStages: ParsableArguments {
  @Argument(help: "The stage that it leads from.", completion: .source(.stages)) var from: String
  @Argument(help: "The stage that it leads to.", completion: .source(.stages)) var to: String
  @Option(help: "The life cycle, if there are several.", completion: .source(.lifecycles))
  var lifecycle: String?

  func edit(_ step: DeclarationEdit.Step, in context: CommandContext) throws -> DeclarationEdit {
    var edit = DeclarationEdit(step, .move, DeclarationEdit.move(from: from, to: to))
    edit.say("lifecycle", .string(try lifecycle ?? context.onlyLifecycle()))
    edit.say("from", .string(from))
    edit.say("to", .string(to))
    return edit
  }
}
