import ArgumentParser
import Desk
import Texts

/// `docket role revoke`: takes away what the desk itself granted.
struct RoleRevokeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take away what was granted here; a plugin's grant is overruled by a denial.",
    discussion: """
      Examples:
        docket role revoke agent ticket.close
      """)

  @Argument(help: "The role.") var role: String
  @Argument(help: "The permission, as ticket.close.") var permission: String
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    let (role, permission) = (role, permission)
    try stage.administer { try $0.revoke(permission, from: role) }
    try stage.tell(Text("said.revoked", ["role": role, "permission": permission]))
  }
}
