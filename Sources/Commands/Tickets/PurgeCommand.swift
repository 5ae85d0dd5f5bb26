import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket purge`: takes all words of tickets out of the desk for good.
struct PurgeCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Take a discarded ticket out of the desk, for good.",
    discussion: """
      All its words, attachments and notifications are deleted. What stays is a tombstone: that \
      there was a ticket of this number, who did something to it when, and who purged it; the \
      history still verifies, and the number is not given again. Only discarded tickets are \
      purged. Entries of other tickets that followed from this one and repeat its words, as those \
      of a merge, lose theirs along with it; they are named, and --only leaves them.

      Several tickets, or a query, are shown first; on a terminal you are asked for their number, \
      elsewhere it wants --yes.

      Examples:
        docket discard 7 --to deleted
        docket purge 7
        docket purge 7 --yes
        docket purge 7 --only --dry-run
        docket purge is:discarded updated:..-1y
      """)

  @Flag(help: "Leave the entries of other tickets that repeat the words.") var only = false
  @OptionGroup var asked: TicketsOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(
      .verb(.purge),
      params: only ? ["only": .boolean(true)] : [:])
  }

  func perform(_ request: Request, in context: CommandContext) throws {
    if let id = request.ticket {
      let ticket = try context.read { try $0.existing(id) }
      let number = "\(id.rawValue)"
      if ticket.category == .discarded {
        try ErasureQuestion(context: context, options: action).confirm(
          Text.purgeAsking(ticket: number, subject: ticket.subject), answer: number, of: request)
      }
    }
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
      let copies = try receipt(of: request).erasedCopies.map(\.entry)
      let lines = try context.read { session in
        copies.map { entry in
          Text.redactGoesAlong(
            entry: entry.seq.rawValue, ticket: entry.ticket.rawValue,
            action: session.values.deed(of: entry))
        }
      }
      for line in lines { try context.output.say(line) }
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
