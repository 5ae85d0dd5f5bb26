import Desk
import Kernel

extension ValueText {
  /// The ticket as API.md's value has it, times in ISO 8601 with milliseconds.
  func json(_ ticket: Ticket) throws -> JSON {
    .object(try members(of: ticket))
  }

  /// The same with no more than those fields, and `id`; those of plugins stand in `fields`.
  func json(_ ticket: Ticket, only names: Set<String>?) throws -> JSON {
    guard let names else { return try json(ticket) }
    var members = try members(of: ticket).filter { $0.0 == "id" || names.contains($0.0) }
    let own = ticket.fields.filter { names.contains($0.key) }
    if names.contains(where: { TicketField(rawValue: $0) == nil }) {
      members.append(("fields", try json(own)))
    }
    return .object(members)
  }

  /// The same with `entries`: the conversation, without what only a history tells.
  func json(_ ticket: Ticket, with entries: [Entry]) throws -> JSON {
    let spoken = entries.filter(\.isSpoken)
    return .object(
      try members(of: ticket) + [("entries", .array(try spoken.map(conversation)))])
  }

  private func conversation(_ entry: Entry) throws -> JSON {
    let hook = entry.hook.map { ("hook", JSON.string($0)) }
    return .object(
      [
        ("number", .integer(entry.number)), ("at", .string(entry.at.iso)),
        ("actor", .string(try actor(entry.actor))), ("action", .string(entry.action)),
        ("visibility", .string(entry.visibility.rawValue)), ("text", .string(entry.text)),
      ] + (hook.map { [$0] } ?? []) + redacted(entry))
  }

  private func members(of ticket: Ticket) throws -> [(String, JSON)] {
    var members: [(String, JSON)] = []
    for field in TicketField.shown {
      members.append((field.rawValue, try json(ticket.value(of: field), of: field.rawValue)))
    }
    members.append(
      ("fields", .object(try ticket.fields.map { ($0.key, try json($0.value, of: $0.key)) })))
    return members
  }

  /// The entry as API.md's value has it; what is hidden from the reader is left out.
  func json(_ entry: Entry) throws -> JSON {
    var members: [(String, JSON)] = [
      ("ticket", .integer(entry.ticket.rawValue)), ("number", .integer(entry.number)),
      ("version", .integer(entry.version)), ("at", .string(entry.at.iso)),
      ("recorded", .string(entry.recorded.iso)), ("request", .string(entry.request)),
      ("actor", .string(try actor(entry.actor))), ("source", .string(entry.source)),
      ("action", .string(entry.action)),
      ("params", try of(action(entry.action)?.params).json(entry.params)),
      ("data", try of(action(entry.action)?.data).json(entry.data)),
      ("edits", .array(try entry.edits.map(json))),
      ("attachments", .array(entry.edits.flatMap(\.attachmentsAdded).map(\.json))),
      ("text", .string(entry.text)), ("visibility", .string(entry.visibility.rawValue)),
    ]
    members += redacted(entry)
    if entry.seq.rawValue > 0 {
      members.append(("seq", .integer(entry.seq.rawValue)))
      members.append(("depth", .integer(entry.depth)))
      if let cause = entry.cause { members.append(("cause", .integer(cause.rawValue))) }
      if let origin = entry.origin { members.append(("origin", .integer(origin.rawValue))) }
      if let hook = entry.hook { members.append(("hook", .string(hook))) }
      if let told = try entry.imported.flatMap(importTold) {
        members.append(("imported", try json(told)))
      }
      if let digest = entry.digestText { members.append(("digest", .string(digest))) }
      if let previous = entry.previousText { members.append(("previous", .string(previous))) }
    }
    return .object(members)
  }

  private func json(_ told: ImportTold) throws -> JSON {
    .object([
      ("by", .string(try actor(told.by))), ("source", .string(told.source)),
      ("file", .string(told.file)),
    ])
  }

  /// Which words are gone, where some are: `data`, `edits`, `params`, `text`.
  private func redacted(_ entry: Entry) -> [(String, JSON)] {
    guard !entry.redacted.isEmpty else { return [] }
    let parts = RedactablePart.allCases.filter { part in
      part != .all && !part.parts.isDisjoint(with: entry.redacted)
    }
    return [("redacted", .array(parts.map { .string($0.rawValue) }))]
  }

  func json(_ edit: Edit) throws -> JSON {
    var members: [(String, JSON)] = [
      ("field", .string(edit.field)), ("from", try json(edit.from, of: edit.field)),
      ("to", try json(edit.to, of: edit.field)),
    ]
    if let by = edit.by { members.append(("by", .string(by))) }
    return .object(members)
  }

  func json(_ values: [String: Value]) throws -> JSON {
    .object(try values.map { ($0.key, try json($0.value, of: $0.key)) })
  }

  /// The person as API.md's value has it.
  func json(_ person: Person) -> JSON {
    .object([
      ("id", .integer(person.id.rawValue)), ("name", .string(person.name)),
      ("email", .string(person.email)), ("login", .string(person.login)),
      ("language", .string(person.language)), ("zone", .string(person.zone)),
      ("roles", .array(person.roles.map(JSON.string))),
    ])
  }
}
