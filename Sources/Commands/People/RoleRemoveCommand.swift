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
      It is refused while somebody has the role, a view is shared with it, or a subscription tells it, \
      and says who and what. What a plugin brings goes with the plugin.

      Examples:
        docket role remove trainee
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name
    try context.administer { try $0.removeRole(name) }
    try context.tell(Text.saidRoleRemoved(name: name))
  }
}
