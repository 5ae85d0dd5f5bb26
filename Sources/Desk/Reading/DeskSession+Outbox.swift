import Kernel
import Storage
import Texts

/// Something that a person was told.
package struct Notice: Equatable, Sendable {
  package let at: Instant
  package let ticket: Ticket.ID?
  package let subject: String
  package let text: String
}

extension DeskSession {
  /// The outbox's last rows, oldest first.
  package func outbox(last count: Int = 1_000) throws -> [OutboxRow] {
    try reader.outboxRows(OutboxFilter(), last: count)
  }

  /// The desk log's last lines, oldest first; only of one plugin where it is named.
  package func log(last count: Int, plugin: String? = nil) throws -> [LogLine] {
    try reader.logLines(last: count, plugin: plugin)
  }

  /// What the person was told in the channel `inbox`, oldest first.
  ///
  /// What they may not see any more, of the ticket or of what is internal, is left out.
  package func inbox(last count: Int = 1_000) throws -> [Notice] {
    let filter = OutboxFilter(
      state: .done, kind: .notify, name: "inbox", recipient: person.id)
    return try reader.outboxRows(filter, last: count).compactMap(notice)
  }

  private func notice(_ row: OutboxRow) throws -> Notice? {
    // Redacted since: there is nothing left to be told.
    guard !row.payload.isEmpty else { return nil }
    let payload = try JSON(parsing: row.payload)
    if let id = row.ticket {
      guard let ticket = try reader.ticket(id), viewer.sees(ticket),
        payload["public"]?.boolean == true || viewer.seesNotes(of: ticket)
      else { return nil }
    }
    if let forward = Forward(payload: payload), let id = row.ticket {
      return try notice(row, of: forward, about: id)
    }
    return Notice(
      at: row.notBefore, ticket: row.ticket, subject: payload["subject"]?.string ?? "",
      text: payload["text"]?.string ?? "")
  }

  /// A forwarded ticket, with what the person may see of it by now.
  private func notice(_ row: OutboxRow, of forward: Forward, about id: Ticket.ID) throws -> Notice?
  {
    guard let ticket = try reader.ticket(id) else { return nil }
    let words = ForwardText(
      forward, of: ticket, try reader.entries(of: id), for: viewer, zone: zone,
      language: Language(person.language) ?? .english, name: name(of:))
    return Notice(
      at: row.notBefore, ticket: id, subject: words.subject, text: try words.text())
  }
}

extension Reader {
  /// A person's name, or a word for one who is not there any more.
  func personName(_ id: Person.ID) throws -> String {
    try person(id)?.name ?? "person \(id.rawValue)"
  }
}
