import Crypto
import Kernel
import Lua

/// Writes the kernel's values straight into the buffer that Lua reads.
///
/// It takes what was looked at, as a `Seen` value or with the proof of it.
struct ValueWriter {
  let layout: HostLayout
  /// The name of a person; `nil` where there is none of that id.
  let personName: (Person.ID) -> String?

  /// A ticket; empty lists are there, empty values are not.
  func ticket(_ seen: Seen<Ticket>, into writer: inout WireWriter) {
    ticket(seen.value, seen.proof, into: &writer)
  }

  func ticket(_ ticket: Ticket, _ proof: SightProof, into writer: inout WireWriter) {
    var ticket = ticket
    let mark = writer.beginRecord(layout.ticket, handle: TicketHandle(ticket).rawValue)
    let keys = layout.ticketKeys
    for key in keys.own { writer.pair(key) { field(key, of: &ticket, proof, into: &$0) } }
    writer.pair(keys.fields) { customFields(ticket.fields, proof, into: &$0) }
    writer.end(mark)
  }

  /// One field of a ticket, which is only lent; nil where it is empty.
  func field(
    _ key: KeyID, of ticket: inout Ticket, _ proof: SightProof, into writer: inout WireWriter,
  ) {
    let keys = layout.ticketKeys
    if key == keys.fields { return customFields(ticket.fields, proof, into: &writer) }
    guard let field = keys.field(of: key), field.isMany || !ticket.hidden.contains(field) else {
      return writer.null()
    }
    if field == .version { return writer.integer(layout.version(of: ticket)) }
    switch ticket.content(of: field) {
    case .text(let text), .stage(let text, _):
      if text.isEmpty { writer.null() } else { writer.string(text) }
    case .texts(let texts): self.texts(texts, into: &writer)
    case .integer(let number): writer.integer(number)
    case .moment(let moment): time(moment, into: &writer)
    case .person(let id): person(id, into: &writer)
    case .people(let ids):
      let mark = writer.beginList()
      for id in ids { writer.string(personName(id) ?? "") }
      writer.end(mark)
    case .ticket(let id): if let id { writer.integer(id.rawValue) } else { writer.null() }
    case .attachments(let files): attachments(files, proof, into: &writer)
    case .priority(let priority): writer.string(priority.rawValue)
    }
  }

  private func customFields(
    _ values: [String: Value], _ proof: SightProof, into writer: inout WireWriter,
  ) {
    record(layout.customFields, of: layout.fields, values, proof, into: &writer)
  }

  private func record(
    _ shape: ShapeID, of fields: [FieldDefinition], _ values: [String: Value], _ proof: SightProof,
    into writer: inout WireWriter,
  ) {
    let mark = writer.beginRecord(shape)
    for field in fields {
      let value = values[field.name] ?? .none
      guard !value.isEmpty || field.isMany, let key = layout.fieldKeys[field.name] else { continue }
      writer.key(key)
      self.value(value, of: field, proof, into: &writer)
    }
    writer.end(mark)
  }
}

extension ValueWriter {
  /// A value as Lua has it: people as names, times as seconds.
  ///
  /// `field` tells a duration from a number, and a list that is empty from no value.
  func value(
    _ value: Value, of field: FieldDefinition?, _ proof: SightProof, into writer: inout WireWriter,
  ) {
    switch value {
    case .none:
      if field?.isMany == true { writer.end(writer.beginList()) } else { writer.null() }
    case .boolean(let value): writer.boolean(value)
    case .integer(let value):
      if field?.kind == .duration {
        seconds(value, into: &writer)
      } else {
        writer.integer(value)
      }
    case .number(let value): writer.number(value)
    case .text(let value), .stage(let value, _): writer.string(value)
    case .time(let value): seconds(value.milliseconds, into: &writer)
    case .person(let id): person(id, into: &writer)
    case .ticket(let id): writer.integer(id.rawValue)
    case .attachment(let value): attachment(value, proof, into: &writer)
    case .list(let values):
      let mark = writer.beginList()
      for value in values { self.value(value, of: field, proof, into: &writer) }
      writer.end(mark)
    }
  }

  /// The value as a key in a table: people by name, a moment in ISO 8601; none is empty.
  func name(of value: Value) -> String {
    switch value {
    case .none: ""
    case .person(let id): personName(id) ?? ""
    case .boolean(let value): "\(value)"
    default: value.plainText
    }
  }

  func time(_ instant: Instant?, into writer: inout WireWriter) {
    guard let instant else { return writer.null() }
    seconds(instant.milliseconds, into: &writer)
  }

  func person(_ id: Person.ID?, into writer: inout WireWriter) {
    guard let id, let name = personName(id) else { return writer.null() }
    writer.string(name)
  }

  func texts(_ texts: [String], into writer: inout WireWriter) {
    let mark = writer.beginList()
    for text in texts { writer.string(text) }
    writer.end(mark)
  }

  /// Milliseconds as seconds: a whole number where they are one.
  func seconds(_ milliseconds: Int64, into writer: inout WireWriter) {
    if milliseconds % 1000 == 0 {
      writer.integer(milliseconds / 1000)
    } else {
      writer.number(Double(milliseconds) / 1000)
    }
  }
}

extension ValueWriter {
  /// Attachments as a list of `{ name, size, type, digest }`.
  func attachments(
    _ attachments: [Attachment], _ proof: SightProof, into writer: inout WireWriter,
  ) {
    let mark = writer.beginList()
    for attachment in attachments { self.attachment(attachment, proof, into: &writer) }
    writer.end(mark)
  }

  func attachment(_ attachment: Attachment, _: SightProof, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.attachment)
    write(attachment.name, keys.name, &writer)
    write(attachment.size, keys.size, &writer)
    write(attachment.type, keys.type, &writer)
    write(attachment.digest.hex, keys.digest, &writer)
    writer.end(mark)
  }

  /// The attachments that edits add.
  func added(by edits: [Edit], _ proof: SightProof, into writer: inout WireWriter) {
    attachments(edits.flatMap(\.attachmentsAdded), proof, into: &writer)
  }
}

extension ValueWriter {
  /// An entry of the history.
  func entry(_ seen: Seen<Entry>, into writer: inout WireWriter) {
    entry(seen.value, seen.proof, into: &writer)
  }

  func entry(_ entry: Entry, _ proof: SightProof, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.entry, handle: entry.seq.rawValue)
    // Whoever sees no notes knows no numbers, since those between would tell of notes.
    if entry.seq.rawValue != 0 { write(entry.seq.rawValue, keys.seq, &writer) }
    write(entry.ticket.rawValue, keys.ticket, &writer)
    write(entry.number, keys.number, &writer)
    write(entry.version, keys.version, &writer)
    writer.key(keys.at)
    time(entry.at, into: &writer)
    writer.key(keys.recorded)
    time(entry.recorded, into: &writer)
    write(entry.request, keys.request, &writer)
    writer.key(keys.actor)
    writer.string(entry.actor.person.flatMap(personName) ?? entry.actor.text)
    write(entry.source.rawValue, keys.source, &writer)
    write(entry.action, keys.action, &writer)
    writer.key(keys.params)
    params(entry.params, proof, of: entry.action, into: &writer)
    writer.key(keys.data)
    data(entry.data, proof, of: entry.action, into: &writer)
    writer.key(keys.edits)
    edits(entry.edits, proof, into: &writer)
    if !entry.text.isEmpty { write(entry.text, keys.text, &writer) }
    write(entry.visibility.rawValue, keys.visibility, &writer)
    writer.key(keys.attachments)
    added(by: entry.edits, proof, into: &writer)
    if let cause = entry.cause { write(cause.rawValue, keys.cause, &writer) }
    if let origin = entry.origin { write(origin.rawValue, keys.origin, &writer) }
    write(entry.depth, keys.depth, &writer)
    if let digest = entry.digest { write(digest.hex, keys.digest, &writer) }
    if let previous = entry.previous { write(previous.hex, keys.previous, &writer) }
    writer.end(mark)
  }

  /// A person, without anything secret.
  func person(_ seen: Seen<Person>, into writer: inout WireWriter) {
    let (person, keys) = (seen.value, layout.keys)
    let mark = writer.beginRecord(layout.person)
    write(person.name, keys.name, &writer)
    write(person.email, keys.email, &writer)
    write(person.language, keys.language, &writer)
    if !person.zone.isEmpty { write(person.zone, keys.zone, &writer) }
    writer.key(keys.roles)
    texts(person.roles, into: &writer)
    writer.key(keys.fields)
    record(layout.personFields, of: layout.people, person.fields, seen.proof, into: &writer)
    writer.end(mark)
  }

  func write(_ value: Int64, _ key: KeyID, _ writer: inout WireWriter) {
    writer.key(key)
    writer.integer(value)
  }

  func write(_ value: String, _ key: KeyID, _ writer: inout WireWriter) {
    writer.key(key)
    writer.string(value)
  }
}
