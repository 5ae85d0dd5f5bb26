import Desk
import Kernel
import Texts

/// Asks before words are erased, and names first what goes along with them.
struct ErasureQuestion {
  let stage: Stage
  let options: ActionOptions

  /// Goes on only where whoever asks means it; throws a `Failure` otherwise.
  func confirm(_ question: Text, answer: String, of request: Request) throws {
    let isSure = options.yes || options.dryRun
    if !isSure {
      let outcome = try stage.desk.perform(request, isDryRun: true)
      if case .done(let receipt) = outcome.verdict {
        for gone in receipt.erasedCopies {
          let entry = gone.entry
          try stage.output.say(
            Text.redactGoesAlong(
              entry: entry.seq.rawValue, ticket: entry.ticket.rawValue, action: entry.action))
        }
      }
    }
    try Question(output: stage.output).confirm(question, answer: answer, isSure: isSure)
  }
}
