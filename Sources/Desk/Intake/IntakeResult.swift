import Kernel
import PluginHost
import Texts

/// What came of one document.
package struct IntakeResult: Sendable {
  /// The line in which the document begins.
  package let line: Int
  /// What came of the request that the form made of it; `nil` where it made none.
  package let outcome: Outcome?
  package let action: Action
  /// Whom it was the first to speak of, who was added for it.
  package let added: Person?
  /// Why nothing was to be done.
  package let nothing: Text?

  init(line: Int, _ outcome: FormOutcome) {
    self.line = line
    switch outcome {
    case .asked(let asked, let action, let added):
      (self.outcome, self.action, self.added, nothing) = (asked, action, added, nil)
    case .nothing(let reason):
      (self.outcome, action, added, nothing) = (nil, .verb(.create), nil, reason)
    }
  }

  /// What was done; `nil` where nothing was.
  package var receipt: Receipt? {
    if case .done(let receipt)? = outcome?.verdict { receipt } else { nil }
  }

  /// Why it was refused; `nil` where it was not.
  package var refusal: Refusal? {
    if case .refused(let refusal)? = outcome?.verdict { refusal } else { nil }
  }

  /// What is to be said of it beside the number of a new ticket; `nil` for nothing.
  package var words: Text? {
    if let nothing { return Text.formLineNothing(line: line, reason: nothing) }
    if let refusal { return Text.formLineRefused(line: line, problem: refusal.text) }
    guard let receipt else { return nil }
    let ticket = receipt.ticket.rawValue
    if receipt.isRepeated { return Text.formLineRepeated(line: line, ticket: ticket) }
    guard action.needsTicket else { return nil }
    return Text.formLineActed(line: line, action: action, ticket: ticket)
  }

  /// The same for a file of which another document was refused: there it says what went in as well.
  var wordsAmongFailed: Text? {
    guard words == nil, let receipt else { return words }
    return Text.formLineDone(line: line, ticket: receipt.ticket.rawValue)
  }
}

extension Desk {
  /// Takes a document in by a form, in a person's name; what is wrong with it is in the result.
  ///
  /// With `isOnce` a document without a name of its own is known by what it says. Throws as `submit`
  /// does.
  package func take(
    _ document: FormDocument, by form: String, as person: Person, isOnce: Bool = false,
    isDryRun: Bool = false,
  ) throws -> IntakeResult {
    let outcome: FormOutcome
    switch document.answers {
    case .failure(let refusal):
      outcome = .asked(Outcome(verdict: .refused(refusal)), .verb(.create), added: nil)
    case .success(let answers):
      outcome = try submit(
        FormAnswers(form, answers, digest: isOnce ? document.digest : nil, in: document.language),
        as: person, isDryRun: isDryRun)
    }
    return IntakeResult(line: document.line, outcome)
  }
}
