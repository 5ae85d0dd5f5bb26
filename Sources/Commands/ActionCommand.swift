import ArgumentParser
import Desk
import Display
import Kernel

/// A command that asks the desk for one change of one ticket.
protocol ActionCommand: ActingCommand {
  /// Files that go with the change.
  var files: AttachedFiles { get }

  /// What to ask for, in the name of the person who asks.
  func request(by actor: Actor) throws -> Request
}

extension ActionCommand {
  var files: AttachedFiles { .none }

  func run(in context: CommandContext) throws {
    var request = try request(by: .person(context.person.id))
    request.expectedVersion = action.version
    if !files.paths.isEmpty {
      let ticket = request.ticket
      let limit = try context.read { session in
        if let ticket { _ = try session.existing(ticket) }
        return session.rulebook.settings.attachmentLimit
      }
      request.uploads = try files.uploads(limit: limit)
    }
    try ActionRun(context: context, options: action).perform(request)
  }
}

/// Asks for a change, tells what came of it, and does what follows from it.
struct ActionRun {
  let context: CommandContext
  let options: ActionOptions

  func perform(_ asked: Request) throws {
    var request = asked
    request.set = try context.read { try AskedFields(asked.set, in: $0).set }
    let outcome = try context.desk.perform(request, isDryRun: options.dryRun)
    try context.read { session in
      try ActionReport(
        outcome: outcome, isDryRun: options.dryRun, action: request.action, session: session,
        output: context.output
      ).write()
      guard case .refused(let refusal) = outcome.verdict else { return }
      var failure = Failure(refusal)
      failure.hints = EvidenceHints(for: request, in: session).hints(for: refusal)
      throw failure
    }
    guard !options.dryRun, !options.noWork, case .done(let receipt) = outcome.verdict else {
      return
    }
    try Deliveries(context: context).follow(receipt)
  }
}
