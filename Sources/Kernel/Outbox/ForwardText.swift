import Texts

/// Puts a forwarded ticket into words: only what its reader may see by now.
package struct ForwardText {
  let forward: Forward
  let viewer: Viewer
  /// The ticket as it is; the viewer leaves out what is not for the reader.
  let ticket: Ticket
  /// The entries of it and of those joined to it that the viewer sees, in order of time.
  let seen: [Entry]
  let name: (Person.ID) throws -> String
  let zone: Zone
  let language: Language

  package init(
    _ forward: Forward, of ticket: Ticket, _ seen: [Entry], for viewer: Viewer, zone: Zone,
    language: Language, name: @escaping (Person.ID) throws -> String,
  ) {
    self.forward = forward
    self.viewer = viewer
    self.ticket = ticket
    self.seen = seen
    self.name = name
    self.zone = zone
    self.language = language
  }

  /// The subject; where none was given, the ticket's.
  package var subject: String {
    guard forward.subject.isEmpty else { return forward.subject }
    return Text.forwardedSubject(
      ticket: ticket.id.rawValue, subject: viewer.view(of: ticket).subject
    ).rendered(in: language)
  }

  /// The message, and below it what goes along.
  package func text() throws -> String {
    var parts = forward.message.isEmpty ? [] : [forward.message]
    if forward.include.contains(.body) { parts.append(original) }
    if forward.include.contains(.history) {
      let lines = try seen.filter { $0.visibility == .public }.flatMap(lines(of:))
      parts.append(section(Text.forwardedHistory, lines))
    }
    if forward.include.contains(.notes), viewer.seesNotes(of: ticket) {
      let notes = seen.filter { $0.visibility == .internal && !$0.text.isEmpty }
      parts.append(section(Text.forwardedNotes, try notes.flatMap(lines(of:))))
    }
    return parts.joined(separator: "\n\n")
  }

  private var original: String {
    let ticket = viewer.view(of: ticket)
    let title = Text.forwardedBody(ticket: ticket.id.rawValue, subject: ticket.subject)
    return section(title, ticket.body.isEmpty ? [] : [ticket.body])
  }

  private func section(_ title: Text, _ lines: [String]) -> String {
    (["--- \(title.rendered(in: language)) ---"] + lines).joined(separator: "\n")
  }

  private func lines(of entry: Entry) throws -> [String] {
    let who = try entry.actor.person.map(name) ?? entry.actor.text
    let edits = try entry.edits.map { edit in
      "  \(edit.field): \(try words(edit.from)) → \(try words(edit.to))"
    }
    let text = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = entry.ticket == ticket.id ? "" : "#\(entry.ticket.rawValue) "
    return ["\(clock(entry.at))  \(place)\(who): \(entry.action)"] + edits
      + (entry.text.isEmpty ? [] : text.map { "  " + $0 })
  }

  /// A value with people by their names.
  private func words(_ value: Value) throws -> String {
    guard !value.isEmpty else { return value.plainText }
    return try value.elements.map { element in
      switch element {
      case .person(let id): try name(id)
      case .time(let instant): clock(instant)
      default: element.plainText
      }
    }.joined(separator: ", ")
  }

  private func clock(_ instant: Instant) -> String {
    let civil = zone.civil(instant)
    let parts = [civil.hour, civil.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(civil.date) \(parts.joined(separator: ":"))"
  }
}
