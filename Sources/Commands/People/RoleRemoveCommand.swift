import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket role remove`: no such role any more.
struct RoleRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a role of the desk's own that nobody has.",
    discussion: """
      It is refused while somebody has the role, a view is shared with it, a subscription tells it, or \
      a plugin's setting names it, and says who and what. What a plugin brings goes with the plugin.

      Examples:
        docket role remove trainee
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.desk.removeRole(name, as: .person(context.person.id))
    try context.tell(Text.saidRoleRemoved(name: name))
  }
}
