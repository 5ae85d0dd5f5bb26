import ArgumentParser
import Desk
import Display
import Kernel

/// `docket role grant`: adds a grant to a role.
struct RoleGrantCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant",
    abstract: "Let a role do something, or deny it; makes the role if need be.",
    discussion: """
      Examples:
        docket role grant agent ticket.close --when queue:billing
        docket role grant agent ticket.purge --deny
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var role: String
  @Argument(
    help: "The permission, as ticket.close.", completion: .list(Permission.names))
  var permission: String
  @Option(
    help: ArgumentHelp("Only for these fields.", valueName: "a,b"), completion: .source(.fields))
  var fields: String?
  @Option(
    help: ArgumentHelp("Only for tickets that match.", valueName: "query"),
    completion: .source(.query))
  var when: String?
  @Flag(help: "Deny it instead.") var deny = false
  @Option(help: "The side of a new role: staff or customer.", completion: .nothing)
  var side = RoleSpec.Side.staff
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let grant = Grant(
      permission, isDenial: deny, fields: fields?.split(separator: ",").map(String.init) ?? [],
      when: when)
    let (role, side) = (role, side)
    try context.tellingStranded {
      try context.administer { try $0.grant(grant, to: role, side: side) }
      try context.tell("\(role): \(grant.line)")
    }
  }
}

extension RoleSpec.Side: ExpressibleByArgument {}
