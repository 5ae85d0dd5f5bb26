import ArgumentParser
import Display

/// `docket subscribe`: what people are told of.
struct SubscribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subscribe",
    abstract: "Choose what you are told of; list, remove and mute it.",
    discussion: """
      Events are created, reply (public words), note (internal words, for who may see them), \
      ticket.ACTION such as ticket.close, ticket.*, and a field such as queue, stage, tags, priority \
      or attachments. --when narrows to tickets that match a condition after the change; `me` in it \
      is whoever is told. What a role, or a part in tickets, is told of needs person.manage to \
      change; everybody may mute it for themselves. Nobody is told of their own changes without --own.

      docket subscribe report has a report made every week, and told as changes are.

      Examples:
        docket subscribe --event created --when "queue:billing priority:high.."
        docket subscribe --event stage --when assignee:me
        docket subscribe --role agent --event created
        docket subscribe report volume --since -7d --on monday --at 8:00
        docket subscribe list
        docket subscribe mute inbox:messages-followers
        docket subscribe remove 3
      """,
    subcommands: [
      SubscribeAddCommand.self, SubscribeReportCommand.self, SubscribeListCommand.self,
      SubscribeRemoveCommand.self, SubscribeMuteCommand.self, SubscribeUnmuteCommand.self,
    ], defaultSubcommand: SubscribeAddCommand.self)
}
