import Kernel
import Storage
import Texts

/// What one person sees of the desk at one moment.
///
/// It is valid as long as its moment is, on the same thread.
package struct DeskSession {
  package let person: Person
  package let rulebook: Rulebook
  package let viewer: Viewer
  /// The clock by which the person asks and is answered.
  package let zone: Zone
  /// The language that whoever asks is answered in.
  package var language = Language.english
  /// The language that the person types in, where it is not their own.
  package var typed: Language?
  /// What names are called in the language asked for; `nil` for names as they are typed.
  package let labels: Labels?
  /// The moment at which all of it is read.
  package let moment: DeskMoment
  let queries: QueryCache
  let computing: ComputedFields

  package var now: Instant { moment.now }
  var reader: Reader { moment.reader }

  /// The language whose words of dates the person may use besides English ones.
  package var dateLanguage: Language? { typed ?? rulebook.settings.language(of: person) }

  /// How the person types values.
  package var typing: Typing { Typing(in: dateLanguage, zone: zone, now: now) }

  /// The moment that a text of the person says; a day alone is its beginning.
  package func moment(_ text: String) throws(TimeError) -> Instant { try typing.moment(text) }

  /// The same of what is over: a moment as of which tickets are looked at.
  ///
  /// Throws a `Refusal` where it is still to come.
  package func pastMoment(_ text: String) throws -> Instant {
    let found = try moment(text)
    guard found <= now else { throw Refusal(.invalid, Text.promptFuture(time: found)) }
    return found
  }

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

  /// The entries of a ticket and of those joined to it as the person sees them, oldest first; `nil`
  /// where there is no ticket.
  package func history(_ id: Ticket.ID, until moment: Instant? = nil) throws -> [Entry]? {
    guard id.rawValue > 0, let ticket = try reader.ticket(id) ?? tombstone(of: id),
      viewer.sees(ticket)
    else { return nil }
    if let joined = try joinedHistory(of: ticket, until: moment) { return joined }
    let entries = try reader.entries(of: id).prefix { moment == nil || $0.at <= moment ?? $0.at }
    return viewer.entries(Array(entries), of: ticket)
  }

  /// Whether the person may see histories at all of that ticket.
  package func maySeeHistory(of ticket: Ticket) -> Bool {
    viewer.authority.may(.historyView, on: ticket, in: viewer.context)
  }

  var queryContext: EvaluationContext {
    EvaluationContext(
      now: now, zone: zone, ruleZone: rulebook.settings.zone, me: viewer.context.me,
      seesNotes: viewer.seesNotesEverywhere, people: viewer.context.people)
  }

  /// A person's name, or a word for one who is not there any more.
  package func name(of id: Person.ID) throws -> String {
    try reader.person(id)?.name ?? Text.personNumber(number: id.rawValue).rendered(in: language)
  }

  /// All people where the person may see them, else only themselves.
  package var people: [Person] {
    guard viewer.authority.may(.personView, in: viewer.context),
      let people = try? reader.people()
    else { return [person] }
    return people
  }

  /// The people whose name or address begins so, by name, of those whom the person may see.
  package func people(beginning prefix: String, limit: Int) throws -> [Person] {
    guard may(.personView) else { return person.name.hasPrefix(prefix) ? [person] : [] }
    return try reader.people(beginning: prefix, limit: limit)
  }

  /// The people whom a query asks for, or whose name or address begins so, by their ids; all where
  /// nothing is asked.
  ///
  /// Costs as much as there are people, or of them with the role that is asked for.
  package func people(asked text: String) throws -> [Person] {
    guard !text.isBlank else { return people }
    guard text.contains(where: { ":<>=".contains($0) }) else {
      return try people(beginning: text, limit: .max).sorted { $0.id < $1.id }
    }
    let query = try PersonQuery(
      parsing: text,
      roles: may(.personView) || rulebook.isStaff(person) ? rulebook.roles.keys.sorted() : [],
      fields: viewer.personFields,
      people: queryPeople, zone: zone, language: dateLanguage, today: zone.date(now))
    let all = try may(.personView) ? query.role.map(reader.people(withRole:)) ?? people : [person]
    return all.filter { query.matches(viewer.view(of: $0), in: queryContext) }
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

extension DeskSession {
  /// What the functions of all plugins have used since counting began.
  ///
  /// A process that is at work writes down its counts once a second.
  package func pluginUses() throws -> [CountedUse] { try reader.uses() }

  /// How many characters each plugin remembers.
  package func pluginStateSizes() throws -> [String: Int64] { try reader.stateSizes() }
}

extension DeskSession {
  /// Reads a query over entries of the desk's own chain, for those who may see it.
  ///
  /// `actions` are those of older versions besides those of now.
  package func deskEntryQuery(
    _ text: String, actions: some Sequence<String>,
  ) throws(QueryError) -> EntryQuery {
    try EntryQuery(
      parsing: text, schema: QuerySchema(deskEntriesWith: actions), people: queryPeople, zone: zone,
      language: dateLanguage, today: zone.date(now))
  }

  /// Whether an entry of the desk's own chain is one that is asked for.
  package func isAsked(_ entry: Entry, by query: EntryQuery) throws -> Bool {
    query.matches(
      deskEntry: entry, actor: try entry.actor.person.map(name(of:)) ?? entry.actor.text,
      in: queryContext)
  }

  /// The desk's own chain, oldest first: people, roles, queues, views, subscriptions, plugins.
  ///
  /// It tells of everybody, so it is for those who see histories, notes and manage people.
  package func deskHistory(until moment: Instant? = nil) throws -> [Entry] {
    guard viewer.seesDeskHistory else {
      throw Refusal(
        .denied,
        Text.permissionDeskHistory(person: person.name))
    }
    return try reader.entries(of: .desk).filter { moment == nil || $0.at <= moment ?? $0.at }
      .map { $0.onDesk(seenBy: viewer) }
  }
}

extension DeskSession {
  /// The entry by which a ticket was purged, for those who may know of tickets whatever they are.
  package func purge(of id: Ticket.ID) throws -> Entry? {
    guard id.rawValue > 0, try reader.ticket(id) == nil, let stone = try tombstone(of: id),
      viewer.sees(stone)
    else { return nil }
    return try reader.entries(of: id).last
  }

  /// What is left of a purged ticket; `nil` where there never was one.
  func tombstone(of id: Ticket.ID) throws -> Ticket? {
    let entries = try reader.entries(of: id)
    guard entries.last?.isOf(.purge) == true else { return nil }
    return Ticket(id: id, folding: entries)
  }
}

/// An import that entries came in with.
package struct ImportMention: Sendable {
  /// Who imported it.
  package let by: Actor
  package let source: String
  /// The digest of the file, in hexadecimal.
  package let file: String
}

extension DeskSession {
  /// Who took an entry in, and from what file; `nil` for what was made here.
  package func importMention(_ seq: EntryID) throws -> ImportMention? {
    try queries.importMention(seq) {
      guard let entry = try reader.entry(seq), let told = DeskEntry.imported(by: entry) else {
        return nil
      }
      return ImportMention(by: entry.actor, source: told.source, file: told.file)
    }
  }
}

extension DeskSession {
  /// The attachment of that name, of the ticket as the person sees it now or saw it then, or of one
  /// that is joined to it; with `isInternal`, among the files of notes only.
  ///
  /// Throws a `Refusal` of the code `notFound` where there is none for them.
  package func attachment(
    _ name: String, of id: Ticket.ID, at moment: Instant? = nil, isInternal: Bool = false,
  ) throws -> Attachment {
    guard let ticket = try ticket(id, at: moment) else {
      throw Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
    }
    let tickets = try [ticket] + joined(to: id, at: moment)
    // Of the same name, that which everybody sees comes first.
    let files =
      (isInternal ? [] : tickets.flatMap(\.attachments)) + tickets.flatMap(\.noteAttachments)
    guard let found = files.first(where: { $0.name == name }) else {
      throw Refusal.noAttachment(name, of: id, among: files)
    }
    return found
  }

  /// Gives the content of an attachment part by part.
  ///
  /// Throws `ContentError` at the end where it is not what was attached.
  package func readContent(
    of attachment: Attachment, _ take: ([UInt8]) throws -> Void,
  ) throws {
    try reader.readContent(attachment.digest, take)
  }
}

extension DeskSession {
  /// Whether somebody may do something, on a ticket or for everything, and what each grant says.
  ///
  /// About others only those may ask who see people; the ticket must exist for the asker.
  package func why(
    _ name: String, _ permission: String, ticket id: Ticket.ID?,
  ) throws -> Authority.Account {
    let asked = try existing(name)
    let known = rulebook.permissions
    guard known.contains(permission), permission != "*" else {
      let hint =
        Text.nearest(nearestName(to: permission, among: known)) ?? Text.hintPermissions
      throw Refusal(
        .notFound, Text.roleNoPermission(permission: permission, hint: hint))
    }
    let ticket = try id.map { id in
      guard try self.ticket(id) != nil, let ticket = try reader.ticket(id) else {
        throw Refusal(.notFound, Text.ticketMissing(ticket: id.rawValue))
      }
      return ticket
    }
    let context = rulebook.context(at: now, me: asked.id, reading: reader)
    let authority = rulebook.authority(of: asked)
    let lesser = Permission(rawValue: permission)?.lesser
    let asks = [permission] + (lesser.map { [$0.rawValue] } ?? [])
    if let ticket, !asks.allSatisfy({ authority.isKnowable($0, on: ticket, to: viewer) }) {
      throw Refusal(
        .denied,
        Text.permissionHiddenGrounds(person: asked.name, ticket: ticket.id.rawValue))
    }
    return authority.account(of: permission, orElse: lesser, on: ticket, in: context)
  }
}
