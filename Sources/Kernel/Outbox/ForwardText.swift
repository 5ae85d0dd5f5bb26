import Texts

/// Puts a forwarded ticket into words: only what its sender and its reader both see by now.
package struct ForwardText {
  private let forward: Forward
  private let ticket: Ticket
  /// The forward's own entry, which would say the message once more.
  private let entry: EntryID?
  /// What both of them see.
  private let viewer: Viewer
  private let source: any EntryReading
  private let zone: Zone
  private let language: Language
  /// What names are called; English readers are shown them as they are typed.
  private let labels: Labels?

  /// `reader` is what its recipient sees, and those who hand it to them.
  package init(
    _ forward: Forward, of ticket: Ticket, in entry: EntryID?, to reader: Viewer,
    readingFrom source: any EntryReading, zone: Zone, language: Language,
  ) throws {
    let sender = Actor(text: forward.by) ?? .person(Person.ID(rawValue: 0))
    let rulebook = reader.rulebook
    viewer = reader.limited(
      by: rulebook.authority(
        of: sender, person: try sender.person.flatMap { try source.person($0) }))
    labels = language == .english ? nil : rulebook.labels(in: language.code)
    (self.forward, self.ticket, self.entry, self.source) = (forward, ticket, entry, source)
    (self.zone, self.language) = (zone, language)
  }

  /// The subject; where none was given, the ticket's.
  package var subject: String {
    guard forward.subject.isEmpty else { return forward.subject }
    return Text.forwardedSubject(ticket: ticket.id.rawValue, subject: seen.subject)
      .rendered(in: language)
  }

  /// The message, and below it what goes along.
  package func text() throws -> String {
    var parts = forward.message.isEmpty ? [] : [forward.message]
    guard viewer.sees(ticket) else { return parts.joined() }
    for part in forward.include {
      switch part {
      case .details: parts.append(section(Text.forwardedDetails, try details()))
      case .body: parts.append(original)
      case .history:
        let lines = try conversation(.public).flatMap(lines(of:))
        parts.append(section(Text.forwardedHistory, lines))
      case .notes:
        guard viewer.seesNotes(of: ticket) else { break }
        let notes = try conversation(.internal).filter { !$0.text.isEmpty }
        parts.append(section(Text.forwardedNotes, try notes.flatMap(lines(of:))))
      case .files: parts.append(section(Text.forwardedFiles, try files().map(line(of:))))
      }
    }
    return parts.joined(separator: "\n\n")
  }

  /// The files that go along and are still there.
  package func files() throws -> [ForwardedFile] {
    guard !forward.files.isEmpty else { return [] }
    let present = Set(
      try SeenHistory(source, as: viewer).files(
        of: ticket, with: forward.include.contains(.notes)))
    return forward.files.filter(present.contains)
  }

  private var seen: Ticket { viewer.sight(of: ticket, allowedAs: ticket) }

  private var original: String {
    let title = Text.forwardedBody(ticket: ticket.id.rawValue, subject: seen.subject)
    return section(title, seen.body.isEmpty ? [] : [seen.body])
  }

  private func section(_ title: Text, _ lines: [String]) -> String {
    (["--- \(title.rendered(in: language)) ---"] + lines).joined(separator: "\n")
  }

  private func line(of file: ForwardedFile) -> String {
    let (name, size) = (file.attachment.name, ByteCount(file.attachment.size))
    let text =
      file.isInternal
      ? Text.forwardedNoteFile(name: name, size: size) : Text.forwardedFile(name: name, size: size)
    return text.rendered(in: language)
  }
}

extension ForwardText {
  /// The kernel's fields that are details; subject, body and files go along by themselves.
  private static let details: [TicketField] = [
    .type, .queue, .stage, .priority, .tags, .rootCauses, .requester, .assignee, .team, .followers,
    .due, .wake, .parent, .source, .closeReason, .created, .updated, .closed,
  ]

  /// The fields that have a value, a line each; those of plugins as far as the ticket shows them.
  private func details() throws -> [String] {
    let (ticket, rulebook) = (seen, viewer.rulebook)
    let own = ticket.fields.sorted { $0.key < $1.key }.filter { name, _ in
      rulebook.fields[name].map { rulebook.isShown($0, on: ticket, in: viewer.context) } ?? false
    }
    let all =
      ForwardText.details.map { ($0.rawValue, ticket.value(of: $0)) } + own.map { ($0, $1) }
    return try all.filter { !$0.1.isEmpty }.flatMap { name, value -> [String] in
      let lines = try words(value, of: name)
        .split(separator: "\n", omittingEmptySubsequences: false)
      return lines.count == 1
        ? ["\(title(of: name)): \(lines[0])"]
        : ["\(title(of: name)):"] + lines.map { "  " + $0 }
    }
  }

  /// The entries of the ticket and of those joined to it, in order of time, without this forward.
  private func conversation(_ visibility: Entry.Visibility) throws -> [Entry] {
    // Who sees no notes is not told its number; earlier forwards that say the same are history.
    let this = try entry.flatMap(source.entry)?.at
    return try SeenHistory(source, as: viewer).conversation(of: ticket).filter { entry in
      let isThis =
        entry.isOf(.forward) && entry.at == this && entry.actor.text == forward.by
        && entry.text == forward.message
      return entry.visibility == visibility && !isThis
    }
  }

  private func lines(of entry: Entry) throws -> [String] {
    let who = try entry.actor.person.map(name) ?? entry.actor.words.rendered(in: language)
    let edits = try entry.edits.map { edit in
      let change = "\(try words(edit.from, of: edit.field)) → \(try words(edit.to, of: edit.field))"
      return "  \(title(of: edit.field)): \(change)".replacing("\n", with: "\n    ")
    }
    let text = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = entry.ticket == ticket.id ? "" : "#\(entry.ticket.rawValue) "
    let action =
      labels?.name(entry.action, of: "action") ?? entry.actionText.rendered(in: language)
    return ["\(zone.clock(entry.at, by: language.writing))  \(place)\(who): \(action)"] + edits
      + (entry.text.isEmpty ? [] : text.map { "  " + $0 })
  }

  private func title(of field: String) -> String { labels?.field(field) ?? field }

  /// A value with people by their names, and names by what they are called.
  private func words(_ value: Value, of field: String) throws -> String {
    let kind = viewer.rulebook.field(field)?.kind
    if let words = value.words(of: kind, in: language) { return words }
    switch value {
    case .person(let id): return try name(id)
    case .list(let values):
      return try values.map { try words($0, of: field) }.joined(separator: ", ")
    case .text(let name), .stage(let name, _):
      return labels?.value(name, of: field, onType: ticket.type) ?? name
    case .time(let instant): return zone.clock(instant, by: language.writing)
    default: return value.plainText
    }
  }

  private func name(_ id: Person.ID) throws -> String {
    try source.person(id)?.name
      ?? Text.personNumber(number: id.rawValue).rendered(in: language)
  }
}
