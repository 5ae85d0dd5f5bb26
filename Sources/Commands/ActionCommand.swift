import ArgumentParser
import Desk
import Kernel

/// A command that asks the desk for one change of one ticket.
protocol ActionCommand: DeskCommand {
  var action: ActionOptions { get }

  /// What to ask for, in the name of the person who asks.
  func request(by actor: Actor) throws -> Request
}

extension ActionCommand {
  func run(on stage: Stage) throws {
    var request = try request(by: .person(stage.person.id))
    request.expectedVersion = action.version
    try ActionRun(stage: stage, options: action).perform(request)
  }
}

/// Asks for a change, tells what came of it, and does what follows from it.
struct ActionRun {
  let stage: Stage
  let options: ActionOptions

  func perform(_ asked: Request) throws {
    var request = asked
    request.set = try stage.read { try AskedFields(asked.set, in: $0).set }
    let outcome = try stage.desk.perform(request, isDryRun: options.dryRun)
    try stage.read { session in
      try ActionReport(
        outcome: outcome, isDryRun: options.dryRun, verb: request.action, session: session,
        output: stage.output
      ).write()
    }
    if case .refused(let refusal) = outcome.verdict { throw Failure(refusal) }
    guard !options.dryRun, !options.noWork, case .done(let receipt) = outcome.verdict else {
      return
    }
    try Deliveries(stage: stage).follow(receipt)
  }
}
