import Kernel
import Storage

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
    return Notice(
      at: row.notBefore, ticket: row.ticket, subject: payload["subject"]?.string ?? "",
      text: payload["text"]?.string ?? "")
  }
}
