import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// Asks for a change, tells what came of it, and does what follows from it.
struct ActionRun {
  let context: CommandContext
  let options: ActionOptions
  /// Who asks by their address, and is added as a customer where nobody has it.
  var requester: Correspondent?

  func perform(_ asked: Request) throws {
    var request = asked
    request.set = try context.read { try AskedFields(asked.set, in: $0).set }
    let (outcome, introduced) = try outcome(of: request)
    try context.read { session in
      try ActionReport(
        outcome: outcome, isDryRun: options.dryRun, action: request.action, session: session,
        output: context.output, introduced: introduced
      ).write()
      guard case .refused(let refusal) = outcome.verdict else { return }
      var failure = Failure(refusal, of: .action(request.action))
      failure.hints = EvidenceHints(for: request, in: session).hints(for: refusal)
      throw failure
    }
    if !options.dryRun { try LanguageOffer(context: context).make(after: request) }
    guard !options.dryRun, !options.noWork, case .done(let receipt) = outcome.verdict else {
      return
    }
    try Deliveries(context: context).follow(receipt)
  }

  /// Shows what would come of it, for who is asked before it is done; gives why it is refused.
  func plan(of request: Request) throws -> Refusal? {
    let introduction = try requester.map {
      try context.desk.perform(request, from: $0, isDryRun: true)
    }
    let outcome =
      try introduction?.outcome ?? context.desk.perform(request, isDryRun: true)
    let receipt: Receipt
    switch outcome.verdict {
    case .refused(let refusal): return refusal
    case .done(let done): receipt = done
    }
    if let added = introduction?.added {
      try context.output.say(Text.personWouldAdd(person: added.name, address: added.email))
    }
    try context.read { session in
      let report = ActionReport(
        outcome: outcome, isDryRun: true, action: request.action, session: session,
        output: context.output, introduced: introduction?.added)
      for line in try report.plan(of: receipt) { try context.output.say(line) }
      try report.tellOfPlugins()
    }
    return nil
  }

  /// What comes of it, and who was added for it.
  private func outcome(of request: Request) throws -> (Outcome, introduced: Person?) {
    guard let requester else {
      return (try context.desk.perform(request, isDryRun: options.dryRun), nil)
    }
    let introduction = try context.desk.perform(
      request, from: requester, isDryRun: options.dryRun)
    if let added = introduction.added, introduction.outcome.isDone {
      try context.output.say(
        options.dryRun
          ? Text.personWouldAdd(person: added.name, address: added.email)
          : Text.personAddedFor(person: added.name, address: added.email))
    }
    return (introduction.outcome, introduction.added)
  }
}
