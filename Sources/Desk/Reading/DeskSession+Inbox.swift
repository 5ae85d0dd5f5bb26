import Kernel
import Storage
import Texts

/// Something that a person was told.
package struct Notice: Equatable, Sendable {
  package let at: Instant
  package let ticket: Ticket.ID?
  package let subject: String
  /// What happened, as `ticket.reply`; empty where the person may not see it.
  package let event: String
  /// Who did it; empty where the person may not see it.
  package let by: String
  package let text: String
  package let isRead: Bool
}

extension DeskSession {
  /// What the person was told in the channel `inbox`, oldest first: the last so many.
  ///
  /// What they may not see any more, of the ticket or of what is internal, is left out; so are read
  /// ones where only unread ones are asked for.
  package func inbox(last count: Int = 1_000, unreadOnly: Bool = false) throws -> [Notice] {
    var notices: [Notice] = []
    var before = Int64.max
    while notices.count < count {
      let page = max(64, min(count, 1_024))
      let rows = try reader.inboxRows(
        of: person.id, before: before, unreadOnly: unreadOnly, limit: page)
      for row in rows where notices.count < count {
        if let notice = try notice(row) { notices.append(notice) }
      }
      guard rows.count == page, let last = rows.last else { break }
      before = last.row.id
    }
    return notices.reversed()
  }

  private func notice(_ found: InboxRow) throws -> Notice? {
    let row = found.row
    let change = try ToldChange(row, for: viewer, by: rulebook, readingFrom: reader, zone: zone)
    guard row.ticket == nil || change != nil else { return nil }
    var (subject, text) = ("", "")
    if let change, row.isSubscribed {
      guard !change.entries.isEmpty else { return nil }
      (subject, text) = (change.subject, try change.text())
    } else {
      guard let words = try words(of: row, in: change) else { return nil }
      (subject, text) = words
    }
    return Notice(
      at: row.notBefore, ticket: row.ticket, subject: subject, event: change?.event ?? "",
      by: change?.actor ?? "", text: text, isRead: found.isRead)
  }

  /// What a plugin said; `nil` where it was for those who see notes, and the person does not.
  private func words(of row: OutboxRow, in change: ToldChange?) throws -> (String, String)? {
    // A redaction empties the row.
    guard !row.payload.isEmpty else { return ("", "") }
    let payload = try JSON(parsing: row.payload)
    let isPublic = payload["public"]?.boolean == true
    guard isPublic || change?.seesNotes ?? true else { return nil }
    if let forward = Forward(payload: payload), let id = row.ticket {
      return try words(of: forward, about: id)
    }
    return (payload["subject"]?.string ?? "", payload["text"]?.string ?? "")
  }

  /// A forwarded ticket, with what the person may see of it by now.
  private func words(of forward: Forward, about id: Ticket.ID) throws -> (String, String)? {
    guard let ticket = try reader.ticket(id) else { return nil }
    let words = ForwardText(
      forward, of: ticket, try reader.entries(of: id), for: viewer, zone: zone,
      language: Language(rulebook.settings.languageCode(of: person)) ?? .english,
      name: name(of:))
    return (words.subject, try words.text())
  }
}

extension Desk {
  /// Notes what a person has read of their inbox: all of it, or what is about those tickets.
  package func markRead(_ tickets: [Ticket.ID]?, by person: Person) throws {
    try writer().perform { transaction, _ in
      .keeping(try transaction.markRead(of: person.id, tickets: tickets))
    }
  }
}
