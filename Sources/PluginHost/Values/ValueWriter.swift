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
  func ticket(_ ticket: Ticket, into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.ticket, handle: ticket.id.rawValue)
    for (index, field) in TicketField.allCases.enumerated() where field != .touched {
      guard field.isMany || !isEmpty(field, of: ticket) else { continue }
      writer.key(layout.ticketKeys[index])
      write(field, of: ticket, into: &writer)
    }
    writer.key(layout.keys.fields)
    customFields(of: ticket, into: &writer)
    writer.key(layout.keys.attachments)
    writer.end(writer.beginList())
    writer.end(mark)
  }

  private func customFields(of ticket: Ticket, into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.customFields)
    for field in layout.fields {
      let value = ticket.fields[field.name] ?? .none
      guard !value.isEmpty || field.isMany, let key = layout.fieldKeys[field.name] else { continue }
      writer.key(key)
      self.value(value, of: field, into: &writer)
    }
    writer.end(mark)
  }

  /// The kernel's fields, without making a `Value` of each.
  private func write(_ field: TicketField, of ticket: Ticket, into writer: inout WireWriter) {
    switch field {
    case .id: writer.integer(ticket.id.rawValue)
    case .type: writer.string(ticket.type)
    case .subject: writer.string(ticket.subject)
    case .body: writer.string(ticket.body)
    case .queue: writer.string(ticket.queue)
    case .stage: writer.string(ticket.stage)
    case .category: writer.string(ticket.category.rawValue)
    case .priority: writer.string(ticket.priority.rawValue)
    case .tags: texts(ticket.tags, into: &writer)
    case .rootCauses: texts(ticket.rootCauses, into: &writer)
    case .requester: person(ticket.requester, into: &writer)
    case .assignee: person(ticket.assignee, into: &writer)
    case .team: people(ticket.team, into: &writer)
    case .followers: people(ticket.followers, into: &writer)
    case .due: time(ticket.due, into: &writer)
    case .wake: time(ticket.wake, into: &writer)
    case .parent: writer.integer(ticket.parent?.rawValue ?? 0)
    case .source: writer.string(ticket.source)
    case .closeReason: writer.string(ticket.closeReason)
    case .created: time(ticket.created, into: &writer)
    case .updated: time(ticket.updated, into: &writer)
    case .closed: time(ticket.closed, into: &writer)
    case .version: writer.integer(ticket.version)
    case .touched: time(ticket.touched, into: &writer)
    case .stageSince: time(ticket.stageSince, into: &writer)
    }
  }

  private func isEmpty(_ field: TicketField, of ticket: Ticket) -> Bool {
    switch field {
    case .id, .category, .priority, .created, .updated, .version, .touched, .stageSince: false
    case .type: ticket.type.isEmpty
    case .subject: ticket.subject.isEmpty
    case .body: ticket.body.isEmpty
    case .queue: ticket.queue.isEmpty
    case .stage: ticket.stage.isEmpty
    case .tags: ticket.tags.isEmpty
    case .rootCauses: ticket.rootCauses.isEmpty
    case .requester: ticket.requester == nil
    case .assignee: ticket.assignee == nil
    case .team: ticket.team.isEmpty
    case .followers: ticket.followers.isEmpty
    case .due: ticket.due == nil
    case .wake: ticket.wake == nil
    case .parent: ticket.parent == nil
    case .source: ticket.source.isEmpty
    case .closeReason: ticket.closeReason.isEmpty
    case .closed: ticket.closed == nil
    }
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
    case .list(let values):
      let mark = writer.beginList()
      for value in values { self.value(value, of: field, into: &writer) }
      writer.end(mark)
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

  private func people(_ people: [Person.ID], into writer: inout WireWriter) {
    let mark = writer.beginList()
    for person in people { writer.string(personName(person) ?? "") }
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
