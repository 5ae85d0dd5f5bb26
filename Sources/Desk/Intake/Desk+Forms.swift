import Kernel
import PluginHost
import Storage
import Texts

/// What somebody answers a form.
package struct FormAnswers: Sendable {
  package let form: String
  /// By field; texts are read by the field's kind.
  package let answers: [(name: String, answer: JSON)]
  /// What the document is known by where the form has no key, or no answer to it; `nil` where it may
  /// come in again and again.
  package var digest: String?
  /// The language that dates and numbers are typed in; the person's own if it is `nil`.
  package var language: Language?

  package init(
    _ form: String, _ answers: [(name: String, answer: JSON)], digest: String? = nil,
    in language: Language? = nil,
  ) {
    self.form = form
    self.answers = answers
    self.digest = digest
    self.language = language
  }
}

extension Desk {
  /// Takes a form's answers in, in a person's name: the form's function makes a request of them, in
  /// the same transaction in which that is carried out.
  ///
  /// A document that has a name comes in once: the second gives the first one's receipt. Whoever asks
  /// by an address that is nobody's is added as a customer, with the ticket or not at all. A dry run
  /// takes the same way and leaves nothing. What is wrong with the answers, or with the form's plugin,
  /// is in the outcome; throws a `Refusal` only where there is no such form or its plugin does not run.
  package func submit(
    _ answers: FormAnswers, as person: Person, isDryRun: Bool = false,
  ) throws -> FormOutcome {
    try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      let submission = try FormSubmission(
        answers, as: person, in: transaction, deciding, at: now, isDryRun: isDryRun)
      let outcome = try submission.outcome()
      let lines = try submission.log(of: outcome)
      let log = isDryRun ? [] : lines
      guard case .asked(let asked, _, added: _) = outcome, asked.isDone, !isDryRun else {
        return .rollingBack(outcome, log: log)
      }
      return .keeping(outcome, log: log)
    }
  }

  /// What a form asks by the answers so far, and what `submit` would say of them.
  package func draft(of answers: FormAnswers, as person: Person) throws -> FormDraft {
    try writer().perform { [clock] transaction, deciding in
      let submission = try FormSubmission(
        answers, as: person, in: transaction, deciding, at: clock.now(), isDryRun: true)
      return .rollingBack(try submission.draft())
    }
  }

  /// What a form for a new ticket asks by what a request sets so far, and what is wrong with that.
  ///
  /// Hooks have no say in it, so a request without problems may still be refused. Throws a `Refusal`
  /// where whoever asks may make no ticket at all.
  package func draft(of request: Request) throws -> FormDraft {
    try writer().perform { [clock] transaction, deciding in
      let (rulebook, host) = try deciding.rules(in: transaction)
      let pipeline = Pipeline(
        rulebook: rulebook, transaction: transaction, host: host.fresh(), clock: clock.now(),
        isDryRun: true)
      return .rollingBack(try pipeline.draft(of: request))
    }
  }
}

/// A form's answers in the transaction in which they come in.
private struct FormSubmission {
  private let answers: FormAnswers
  private let form: FormSpec
  private let person: Person
  private let transaction: WriteTransaction
  private let deciding: DecidingLane
  private let now: Instant
  private let isDryRun: Bool
  private let rulebook: Rulebook
  private let host: PluginHost

  init(
    _ answers: FormAnswers, as person: Person, in transaction: WriteTransaction,
    _ deciding: DecidingLane, at now: Instant, isDryRun: Bool,
  ) throws {
    let rules = try deciding.rules(in: transaction)
    form = try rules.rulebook.form(named: answers.form)
    if let idleness = rules.rulebook.idleness(of: form.plugin, at: now) {
      throw Refusal(.idlePlugin, idleness, by: form.plugin)
    }
    self.answers = answers
    self.person = try transaction.person(person.id) ?? person
    (self.transaction, self.deciding, self.now) = (transaction, deciding, now)
    self.isDryRun = isDryRun
    rulebook = rules.rulebook
    host = isDryRun ? rules.host.fresh() : rules.host
  }

  private var reader: FormReader {
    FormReader(
      form, for: person, typing: answers.language, in: transaction, by: rulebook, at: now,
      patterns: host)
  }

  func draft() throws -> FormDraft { try reader.draft(of: answers.answers) }

  func outcome() throws -> FormOutcome {
    do {
      let values = try reader.read(answers.answers)
      let key = try key(in: values)
      let run = FormRun(
        form, answers: values, of: person,
        on: TransactionReading(transaction, rulebook: rulebook, now: now), isDryRun: isDryRun,
        in: answers.language)
      switch try host.fill(run) {
      case .nothing(let reason): return .nothing(reason)
      case .refused(let refusal): throw refusal
      case .request(let request): return try outcome(of: request, known: key)
      }
    } catch let refusal as Refusal {
      return .asked(Outcome(verdict: .refused(refusal)), .verb(.create), added: nil)
    } catch let fault as HookFault {
      return .asked(refused(for: fault), .verb(.create), added: nil)
    }
  }

  /// What plugins wrote meanwhile, and what went wrong with them.
  func log(of outcome: FormOutcome) throws -> [LogLine] {
    guard case .asked(let asked, let action, added: _) = outcome else {
      return deciding.takeLog(at: now)
    }
    let lines = deciding.takeLog(of: asked, at: now)
    guard asked.isDone, !deciding.cache.absent.isEmpty else { return lines }
    let request = Request(
      actor: .person(person.id), source: Source(rawValue: form.source), action: action)
    return lines + [try deciding.absenceLine(request, in: transaction, at: now)]
  }

  private func outcome(of asked: Request, known key: String?) throws -> FormOutcome {
    var request = asked
    request.key = key ?? asked.key
    let customer = try introduce(&request)
    let outcome = try deciding.run(
      request, in: transaction, clock: now, isDryRun: isDryRun, with: isDryRun ? host : nil)
    return .asked(outcome, request.action, added: customer)
  }

  /// Puts the person in place of an address that asks; who that is, where they are added by it.
  private func introduce(_ request: inout Request) throws -> Person? {
    let authority = rulebook.authority(of: person)
    let context = rulebook.deskContext(at: now, me: person.id)
    guard [Permission.personView, .personAdd].contains(where: { authority.may($0, in: context) }),
      let index = request.set.firstIndex(where: { $0.field == TicketField.requester.rawValue }),
      case .value(.text(let name)) = request.set[index].assignment,
      try transaction.person(named: name) == nil, let correspondent = Correspondent(name)
    else { return nil }
    // What came in before is not to add anybody once more.
    if let key = request.key, try transaction.receipt(forKey: key) != nil { return nil }
    let customer = try deciding.customer(
      of: correspondent, for: request, in: transaction, at: now)
    request.set[index].assignment = .value(.person(customer.person.id))
    return customer.isNew ? customer.person : nil
  }

  /// The key under which the desk remembers the document; `nil` where it has no name.
  ///
  /// The staff's documents have one space of names, whoever gives one again; a customer's names are
  /// their own, so that nobody takes another's or learns from one that it is taken.
  private func key(in values: [String: Value]) throws -> String? {
    let space = Namespace.form(form.name)
    let name: String? =
      switch form.key.flatMap({ values[$0] }) {
      case .text(let text)?: text
      case .integer(let number)?: String(number)
      default: nil
      }
    let owner = rulebook.isStaff(person) ? nil : "person/\(person.id.rawValue)"
    guard let name else {
      return answers.digest.map { space.key(entry: $0, of: owner ?? "digest") }
    }
    guard name.count <= Limit.documentKey else {
      throw Refusal(.invalid, Text.formLongKey(most: Limit.documentKey), field: form.key)
    }
    return owner.map { space.key(entry: name, of: $0) } ?? space.key(once: name)
  }

  /// A fault of the form's plugin as who answers is told of it; the desk's log has all of it.
  private func refused(for fault: HookFault) -> Outcome {
    let text = Text.formFault(plugin: fault.plugin, message: fault.message)
    var outcome = Outcome(
      verdict: .refused(Refusal(.pluginFault, text, by: fault.plugin)), faults: [fault])
    if !rulebook.isStaff(person) { outcome.hideFaults() }
    return outcome
  }
}
