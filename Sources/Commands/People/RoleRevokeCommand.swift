import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket role revoke`: takes away what the desk itself granted.
struct RoleRevokeCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take away what was granted here; a plugin's grant is overruled by a denial.",
    discussion: """
      All that the desk itself granted or denied the role of the permission is taken away; with \
      --fields, --when or --deny just the one grant that was made with them.

      Examples:
        docket role revoke agent ticket.close
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var role: String
  @Argument(
    help: "The permission, as ticket.close.", completion: .list(Permission.names))
  var permission: String
  @Option(
    help: ArgumentHelp("Just the grant for these fields.", valueName: "a,b"),
    completion: .source(.fields))
  var fields: String?
  @Option(
    help: ArgumentHelp("Just the grant on this condition.", valueName: "query"),
    completion: .source(.query))
  var when: String?
  @Flag(help: "Just the denial.") var deny = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.tellingStranded { try revoke(on: context) }
  }

  private func revoke(on context: CommandContext) throws {
    let (role, permission) = (role, permission)
    let only = try grant(in: context)
    let result = try context.administer { administration in
      try only.map { try administration.revoke(only: $0, from: role) }
        ?? administration.revoke(permission, from: role)
    }
    try context.tell(text(of: result)) { _ in
      .object([
        ("done", .boolean(true)), ("revoked", .array(result.revoked.map(\.json))),
        ("remaining", .array(result.remaining.map(json))),
      ])
    }
    guard !result.remaining.isEmpty, !context.output.isJSON else { return }
    try context.output.say(Text.saidStillGranted(role: role, permission: permission))
    for grant in result.remaining {
      try context.output.say(
        Text(
          joining: [
            Text(words: " "), Text.frameOf(owner: origin(of: grant), problem: grant.grant.words),
          ], by: " "))
    }
  }

  /// The one grant that is meant; `nil` where all of the permission are.
  private func grant(in context: CommandContext) throws -> Grant? {
    guard fields != nil || when != nil || deny else { return nil }
    return Grant(
      permission, isDenial: deny, fields: fields?.split(separator: ",").map(String.init) ?? [],
      when: try context.kept(condition: when))
  }

  private func text(of result: Revocation) -> Text {
    let count = result.revoked.count
    return result.remaining.isEmpty && result.revoked.contains { !$0.isDenial }
      ? Text.saidRevoked(role: role, permission: permission, count: count)
      : Text.saidRevokedSome(role: role, count: count, permission: permission)
  }

  /// Who made the grant: a plugin, or the desk.
  private func origin(of grant: CompiledGrant) -> Text {
    grant.plugin.isEmpty ? Text(name: "desk", of: .given) : Text(words: grant.plugin)
  }

  private func json(_ grant: CompiledGrant) -> JSON {
    .object((grant.grant.json.members ?? []) + [("plugin", .string(grant.plugin))])
  }
}
