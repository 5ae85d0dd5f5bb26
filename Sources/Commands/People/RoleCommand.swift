import ArgumentParser
import Display

/// `docket role`: what people may do.
struct RoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role",
    abstract: "Show, rename and remove roles; grant and revoke permissions.",
    discussion: """
      A denial beats every grant. `docket why PERSON PERMISSION [ID]` explains what somebody may do.

      Examples:
        docket role show agent
        docket role grant agent ticket.close --when queue:billing
        docket role grant trainee ticket.update --fields tags,priority
        docket role grant agent ticket.discard --deny
      """,
    subcommands: [
      RoleListCommand.self, RoleShowCommand.self, RoleGrantCommand.self, RoleRevokeCommand.self,
      RoleRenameCommand.self, RoleRemoveCommand.self,
    ])
}
