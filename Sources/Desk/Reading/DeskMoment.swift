import Kernel
import Storage
import Texts

/// The desk at one moment, before it is known who asks: one reading transaction for all that is read.
///
/// It is valid inside `Desk.moment` only, on the thread that called it. What it gives of the desk's
/// own types reads through it and cannot leave: what `Desk.moment` returns is `Sendable`. A program
/// that waits for somebody holds none meanwhile.
package final class DeskMoment {
  package let desk: Desk
  let reader: Reader
  package let now: Instant
  private var rules: DeskRules?
  private var computing: ComputedFields?

  fileprivate init(of desk: Desk, _ reader: Reader, at now: Instant) {
    self.desk = desk
    self.reader = reader
    self.now = now
  }

  /// The rules, which are read by the first who asks for them.
  package var rulebook: Rulebook { get throws { try loadedRules().rulebook } }

  /// The desk's settings, without its rules, which cost more to read.
  package func settings() throws -> DeskSettings {
    try rules?.rulebook.settings ?? DeskSettings(readingFrom: reader, desk.file)
  }

  /// The person whom the system's login name acts as.
  package func person(login: String) throws -> Person? { try reader.person(withLogin: login) }

  /// The person of that name.
  package func person(named name: String) throws -> Person? { try reader.person(named: name) }

  /// Whether the person has left for good and acts no more.
  package func isRemoved(_ person: Person) throws -> Bool {
    try reader.absences().contains { $0.person == person.id && $0.kind == .removed }
  }

  /// What a person sees of it; with labels if a language for them is given.
  ///
  /// With `eyes` no more is seen than somebody else sees as well: see `Viewer.mayLook(with:)`.
  package func session(
    as person: Person, seeingAs eyes: Person? = nil, labelledIn language: String? = nil,
  ) throws -> DeskSession {
    let rules = try loadedRules()
    let rulebook = rules.rulebook
    let own = Viewer(
      authority: rulebook.authority(of: person), rulebook: rulebook,
      context: rulebook.context(at: now, me: person.id, reading: reader))
    let viewer = eyes.map(own.limited(to:)) ?? own
    return DeskSession(
      person: person, rulebook: rulebook, viewer: viewer,
      zone: rulebook.settings.zone(of: person),
      labels: language.map { Labels(of: rulebook.registry, language: $0) },
      moment: self, queries: rules.queries, computing: fields(by: rulebook))
  }

  /// What there is for the desk's log of what was worked out.
  fileprivate var log: [LogLine] { computing?.log(at: now) ?? [] }

  private func loadedRules() throws -> DeskRules {
    if let rules { return rules }
    let loaded = try desk.ruleCache.rules(of: reader)
    rules = loaded
    return loaded
  }

  func fields(by rulebook: Rulebook) -> ComputedFields {
    if let computing { return computing }
    let made = ComputedFields(reader, by: rulebook, of: desk)
    computing = made
    return made
  }
}

extension Desk {
  /// Reads the desk at one moment, in one transaction.
  package func moment<Result: Sendable>(
    _ body: (DeskMoment) throws -> Result,
  ) throws -> Result {
    let now = clock.now()
    let (outcome, log) = try readers.read { reader in
      let moment = DeskMoment(of: self, reader, at: now)
      // What ends in an error is told of in the log as well.
      let outcome = Swift.Result { try body(moment) }
      return (outcome, moment.log)
    }
    if !log.isEmpty { try writer().perform { _, _ in .keeping((), log: log) } }
    return try outcome.get()
  }

  /// Reads as a person, in one transaction; with labels if a language for them is given.
  package func session<Result: Sendable>(
    as person: Person, seeingAs eyes: Person? = nil, labelledIn language: String? = nil,
    _ body: (DeskSession) throws -> Result,
  ) throws -> Result {
    try moment { try body($0.session(as: person, seeingAs: eyes, labelledIn: language)) }
  }

  /// How many reading transactions were begun since the desk was opened: for tests.
  package var readingsBegun: Int { readers.begun }
}
