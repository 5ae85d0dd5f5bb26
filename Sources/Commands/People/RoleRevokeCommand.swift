import ArgumentParser
import Desk

/// `docket role revoke`: takes away what the desk itself granted.
struct RoleRevokeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take away what was granted here; a plugin's grant is overruled by a denial.")

  @Argument(help: "The role.") var role: String
  @Argument(help: "The permission, as ticket.close.") var permission: String
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    let (role, permission) = (role, permission)
    try stage.administer { try $0.revoke(permission, from: role) }
    try stage.tell("\(role): no longer \(permission)")
  }
}
