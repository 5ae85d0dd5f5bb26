import ArgumentParser
import Desk
import Display
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
      purged. Entries of other tickets that followed from this one and repeat its words, as those \
      of a merge, lose theirs along with it; they are named, and --only leaves them.

      Examples:
        docket discard 7 --to deleted
        docket purge 7
        docket purge 7 --yes
        docket purge 7 --only --dry-run
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Flag(help: "Leave the entries of other tickets that repeat the words.") var only = false
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let number = "\(id.id.rawValue)"
    let ticket = try context.read { try $0.existing(id.id) }
    var request = Request(
      actor: .person(context.person.id), source: .cli, action: .verb(.purge), ticket: id.id)
    if only { request.params["only"] = .boolean(true) }
    request.expectedVersion = action.version
    try ErasureQuestion(context: context, options: action).confirm(
      Text.purgeAsking(ticket: number, subject: ticket.subject), answer: number, of: request)
    try ActionRun(context: context, options: action).perform(request)
  }
}

/// Asks before words are erased, and names first what goes along with them.
///
/// What is refused anyway is refused without a question.
struct ErasureQuestion {
  let context: CommandContext
  let options: ActionOptions

  /// Goes on only where whoever asks means it; throws a `Failure` otherwise.
  func confirm(_ question: Text, answer: String, of request: Request) throws {
    let isSure = options.yes || options.dryRun
    if !isSure {
      for gone in try receipt(of: request).erasedCopies {
        let entry = gone.entry
        try context.output.say(
          Text.redactGoesAlong(
            entry: entry.seq.rawValue, ticket: entry.ticket.rawValue, action: entry.action))
      }
    }
    try Question(output: context.output).confirm(question, answer: answer, isSure: isSure)
  }

  private func receipt(of request: Request) throws -> Receipt {
    do {
      return try context.desk.perform(request, isDryRun: true).receipt()
    } catch {
      throw Failure(error)
    }
  }
}
