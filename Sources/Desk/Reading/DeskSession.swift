import Kernel
import Storage
import Texts

/// What one person sees of the desk at one moment.
///
/// It is valid inside `Desk.session` only, on the thread that called it.
package struct DeskSession {
  package let person: Person
  package let rulebook: Rulebook
  package let viewer: Viewer
  package let now: Instant
  /// The clock by which the person asks and is answered.
  package let zone: Zone
  /// The language that whoever asks is answered in.
  package var language = Language.english
  /// What names are called in the language asked for; `nil` for names as they are typed.
  package let labels: Labels?
  let reader: Reader
  let queries: QueryCache
  let computing: Computing

  /// The ticket as the person sees it, now or as it was; `nil` where it does not exist for them.
  package func ticket(_ id: Ticket.ID, at moment: Instant? = nil) throws -> Ticket? {
    guard id.rawValue > 0, let present = try reader.ticket(id), viewer.sees(present) else {
      return nil
    }
    guard let moment else { return viewer.view(of: present) }
    guard maySeeHistory(of: present) else {
      throw Refusal(.denied, Text.permissionPast)
    }
    let entries = try reader.entries(of: id).prefix { $0.at <= moment }
    let seesNotes = viewer.seesNotes(of: present)
    guard !entries.isEmpty else { return nil }
    var past = Ticket(id: id, folding: Array(entries))
    if !seesNotes { past.touched = past.updated }
    return viewer.view(of: past, allowedAs: present)
  }

  /// The entries of a ticket as the person sees them, oldest first; `nil` where there is no ticket.
  package func history(_ id: Ticket.ID, until moment: Instant? = nil) throws -> [Entry]? {
    guard id.rawValue > 0, let ticket = try reader.ticket(id) ?? tombstone(of: id),
      viewer.sees(ticket)
    else { return nil }
    let entries = try reader.entries(of: id).prefix { moment == nil || $0.at <= moment ?? $0.at }
    return viewer.entries(Array(entries), of: ticket)
  }

  /// Whether the person may see histories at all of that ticket.
  package func maySeeHistory(of ticket: Ticket) -> Bool {
    viewer.authority.may(.historyView, on: ticket, in: viewer.context)
  }

  var queryContext: EvaluationContext {
    EvaluationContext(
      now: now, zone: zone, ruleZone: rulebook.settings.zone, me: person.id,
      seesNotes: viewer.seesNotesEverywhere)
  }

  /// A person's name, or a word for one who is not there any more.
  package func name(of id: Person.ID) throws -> String {
    try reader.person(id)?.name ?? Text.personNumber(number: id.rawValue).description
  }

  /// All people where the person may see them, else only themselves.
  package var people: [Person] {
    guard viewer.authority.may(.personView, in: viewer.context),
      let people = try? reader.people()
    else { return [person] }
    return people
  }

  /// The people whom a query of the person may name.
  var queryPeople: QueryPeople {
    may(.personView) ? QueryPeople(reading: reader) : QueryPeople([person])
  }

  /// Somebody by name, of those whom the person may see; an unknown one throws with the nearest.
  package func existing(_ name: String) throws -> Person {
    if name == person.name { return person }
    let seesPeople = may(.personView)
    if seesPeople, let found = try reader.person(named: name) { return found }
    let names = seesPeople ? try reader.names(like: name) : [person.name]
    throw DeskError.noPerson(name: name, nearest: nearestName(to: name, among: names))
  }

  /// Whether the person has a permission, for everything.
  package func may(_ permission: String) -> Bool {
    viewer.authority.may(permission, in: viewer.context)
  }

  /// Whether the person has a permission of the kernel, for everything.
  package func may(_ permission: Permission) -> Bool { may(permission.rawValue) }
}

extension Desk {
  /// Reads as a person, in one transaction; with labels where a language for them is given.
  package func session<Result>(
    as person: Person, labelledIn language: String? = nil,
    _ body: (DeskSession) throws -> Result,
  ) throws -> Result {
    let now = clock.now()
    let (result, log) = try readers.read { reader in
      let rules = try rules(of: reader)
      let rulebook = rules.rulebook
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: rulebook.context(at: now, me: person.id))
      let computing = Computing(reader, of: self)
      let result = try body(
        DeskSession(
          person: person, rulebook: rulebook, viewer: viewer, now: now,
          zone: rulebook.settings.zone(of: person),
          labels: language.map { Labels(rulebook.registry.labels, language: $0) },
          reader: reader, queries: rules.queries, computing: computing))
      return (result, computing.log(at: now))
    }
    if !log.isEmpty { try writer().perform { _, _ in .keeping((), log: log) } }
    return result
  }
}
