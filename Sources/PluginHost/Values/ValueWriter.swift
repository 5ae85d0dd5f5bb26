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

  func ticket(_ ticket: Ticket, _ proof: Sighted, into writer: inout WireWriter) {
    var ticket = ticket
    let mark = writer.beginRecord(layout.ticket, handle: TicketHandle(ticket).rawValue)
    let keys = layout.ticketKeys
    for key in keys.own { writer.pair(key) { field(key, of: &ticket, proof, into: &$0) } }
    writer.pair(keys.fields) { customFields(ticket.fields, proof, into: &$0) }
    writer.end(mark)
  }

  /// One field of a ticket, which is only lent; nil where it is empty.
  func field(
    _ key: KeyID, of ticket: inout Ticket, _ proof: Sighted, into writer: inout WireWriter,
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
    _ values: [String: Value], _ proof: Sighted, into writer: inout WireWriter,
  ) {
    let mark = writer.beginRecord(layout.customFields)
    for field in layout.fields {
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
    _ value: Value, of field: FieldDefinition?, _ proof: Sighted, into writer: inout WireWriter,
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
  private func seconds(_ milliseconds: Int64, into writer: inout WireWriter) {
    if milliseconds % 1000 == 0 {
      writer.integer(milliseconds / 1000)
    } else {
      writer.number(Double(milliseconds) / 1000)
    }
  }
}
