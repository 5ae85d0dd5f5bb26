import Kernel

/// A row that was delivered to somebody's inbox.
package struct InboxRow: Sendable {
  package let row: OutboxRow
  package let isRead: Bool
}

extension Reader {
  /// The last rows of somebody's inbox before one, newest first; only unread ones where that is asked.
  package func inboxRows(
    of person: Person.ID, before id: Int64 = .max, unreadOnly: Bool, limit: Int,
  ) throws -> [InboxRow] {
    let sql = """
      SELECT \(OutboxRecord.list) FROM outbox
      WHERE recipient = $1 AND kind = 'notify' AND name = $2 AND state = 'done' AND id < $3
        \(unreadOnly ? "AND is_read = 0" : "")
      ORDER BY id DESC LIMIT $4
      """
    let values: [SQLValue] = [
      .integer(person.rawValue), .text(Subscription.standardChannel), .integer(id),
      .integer(Int64(limit)),
    ]
    return try connection.all(sql, values) { (row: Row<OutboxColumn>) in
      InboxRow(row: try OutboxRecord.outboxRow(from: row), isRead: row.isTrue(.isRead))
    }
  }
}

extension WriteTransaction {
  package func settleInbox(of person: Person.ID, about ticket: Ticket.ID) throws {
    let sql = """
      UPDATE outbox SET is_read = 1
      WHERE recipient = $1 AND recipient IS NOT NULL AND ticket = $2 AND is_read = 0
        AND kind = 'notify' AND name = $3
      """
    try connection.run(
      sql,
      [
        .integer(person.rawValue), .integer(ticket.rawValue), .text(Subscription.standardChannel),
      ])
  }

  /// Notes what somebody has read of their inbox: all of it, or what is about those tickets.
  package func markRead(of person: Person.ID, tickets: [Ticket.ID]?) throws {
    let sql = """
      UPDATE outbox SET is_read = 1
      WHERE recipient = $1 AND kind = 'notify' AND name = $2 AND state = 'done' AND is_read = 0
      """
    let values: [SQLValue] = [
      .integer(person.rawValue), .text(Subscription.standardChannel),
    ]
    guard let tickets else { return try connection.run(sql, values) }
    for ticket in tickets {
      try connection.run(sql + " AND ticket = $3", values + [.integer(ticket.rawValue)])
    }
  }
}
