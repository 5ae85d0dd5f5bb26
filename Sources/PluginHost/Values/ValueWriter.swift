import Kernel
import Lua

/// Writes the kernel's values straight into the buffer that Lua reads.
struct ValueWriter {
  let layout: HostLayout
  /// The name of a person; `nil` where there is none of that id.
  let personName: (Person.ID) -> String?

  /// A ticket; empty lists are there, empty values are not.
  ///
  /// The caller has emptied what must not be seen; custom fields hidden from the plugin are not in
  /// its layout.
  func ticket(_ ticket: borrowing Ticket, into writer: inout WireWriter) {
    let keys = layout.ticketKeys
    let hidden = ticket.hidden
    let mark = writer.beginRecord(layout.ticket, handle: TicketHandle(ticket).rawValue)
    writer.key(keys.id)
    writer.integer(ticket.id.rawValue)
    text(ticket.type, keys.type, &writer)
    text(ticket.subject, keys.subject, &writer)
    text(ticket.body, keys.body, &writer)
    text(ticket.queue, keys.queue, &writer)
    text(ticket.stage, keys.stage, &writer)
    text(hidden.contains(.category) ? "" : ticket.category.rawValue, keys.category, &writer)
    text(hidden.contains(.priority) ? "" : ticket.priority.rawValue, keys.priority, &writer)
    text(ticket.source, keys.source, &writer)
    text(ticket.closeReason, keys.closeReason, &writer)
    words(ticket.tags, keys.tags, &writer)
    words(ticket.rootCauses, keys.rootCauses, &writer)
    person(ticket.requester, keys.requester, &writer)
    person(ticket.assignee, keys.assignee, &writer)
    people(ticket.team, keys.team, &writer)
    people(ticket.followers, keys.followers, &writer)
    moment(hidden.contains(.stageSince) ? nil : ticket.stageSince, keys.stageSince, &writer)
    moment(ticket.due, keys.due, &writer)
    moment(ticket.wake, keys.wake, &writer)
    moment(hidden.contains(.created) ? nil : ticket.created, keys.created, &writer)
    moment(hidden.contains(.updated) ? nil : ticket.updated, keys.updated, &writer)
    moment(hidden.contains(.closed) ? nil : ticket.closed, keys.closed, &writer)
    if let parent = ticket.parent {
      writer.key(keys.parent)
      writer.integer(parent.rawValue)
    }
    if !hidden.contains(.version) {
      writer.key(keys.version)
      writer.integer(ticket.version)
    }
    writer.key(layout.keys.fields)
    customFields(ticket.fields, into: &writer)
    writer.key(layout.keys.attachments)
    attachments(ticket.attachments, into: &writer)
    writer.end(mark)
  }

  private func customFields(_ values: [String: Value], into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.customFields)
    for field in layout.fields {
      let value = values[field.name] ?? .none
      guard !value.isEmpty || field.isMany, let key = layout.fieldKeys[field.name] else { continue }
      writer.key(key)
      self.value(value, of: field, into: &writer)
    }
    writer.end(mark)
  }
}

extension ValueWriter {
  private func text(_ text: String, _ key: KeyID, _ writer: inout WireWriter) {
    guard !text.isEmpty else { return }
    writer.key(key)
    writer.string(text)
  }

  private func words(_ words: [String], _ key: KeyID, _ writer: inout WireWriter) {
    writer.key(key)
    texts(words, into: &writer)
  }

  private func person(_ id: Person.ID?, _ key: KeyID, _ writer: inout WireWriter) {
    guard let id, let name = personName(id) else { return }
    writer.key(key)
    writer.string(name)
  }

  private func people(_ people: [Person.ID], _ key: KeyID, _ writer: inout WireWriter) {
    writer.key(key)
    let mark = writer.beginList()
    for person in people { writer.string(personName(person) ?? "") }
    writer.end(mark)
  }

  private func moment(_ instant: Instant?, _ key: KeyID, _ writer: inout WireWriter) {
    guard let instant else { return }
    writer.key(key)
    seconds(instant.milliseconds, into: &writer)
  }
}

extension ValueWriter {
  /// A value as Lua has it: people as names, times as seconds.
  ///
  /// `field` tells a duration from a number, and a list that is empty from no value.
  func value(_ value: Value, of field: FieldDefinition?, into writer: inout WireWriter) {
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
    case .attachment(let value): attachment(value, into: &writer)
    case .list(let values):
      let mark = writer.beginList()
      for value in values { self.value(value, of: field, into: &writer) }
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
