import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket purge`: takes all words of a ticket out of the desk for good.
struct PurgeCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Take a discarded ticket out of the desk, for good.",
    discussion: """
      All its words, attachments and notifications are deleted. What stays is a tombstone: that \
      there was a ticket of this number, who did something to it when, and who purged it; the \
      history still verifies, and the number is not given again. Only discarded tickets are \
      purged.

      Examples:
        docket discard 7 --to deleted
        docket purge 7
        docket purge 7 --yes
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    let number = "\(id.id.rawValue)"
    let ticket = try stage.read { try $0.existing(id.id) }
    if ticket.category == .discarded {
      try Question(output: stage.output).confirm(
        Text("purge.asking", ["ticket": number, "subject": ticket.subject]), answer: number,
        isSure: action.yes || action.dryRun)
    }
    var request = Request(
      actor: .person(stage.person.id), source: "cli", action: "purge", ticket: id.id)
    request.expectedVersion = action.version
    try ActionRun(stage: stage, options: action).perform(request)
  }
}
