import Desk
import Kernel
import Texts

extension DeskSession {
  /// The page of a ticket as the person sees it, now or then, with the conversation that stands on it.
  package func page(
    of ticket: Ticket, _ entries: [Entry], at moment: Instant?, on surface: Surface,
  ) throws -> TicketPage {
    var page = TicketPage(
      ticket: shown(ticket), entries: entries, values: values, surface: surface)
    page.joined = try joined(to: ticket.id, at: moment)
    page.host = try ticket.host(by: rulebook).flatMap { try self.ticket($0, at: moment) }
    return page
  }
}

/// What stands on the page of tickets that were merged into the one that is shown.
extension TicketPage {
  /// Where the ticket went.
  var whereabouts: [String] {
    host.map { host in
      let subject = surface.shown(host.subject)
      return [surface.words(Text.pageMerged(ticket: host.id.rawValue, subject: subject))]
    } ?? []
  }

  /// All files of the conversation, of which ticket each is, and whether it is a note's.
  var files: [(Attachment, Ticket.ID, isInternal: Bool)] {
    ([ticket] + joined).flatMap { one in
      one.attachments.map { ($0, one.id, false) } + one.noteAttachments.map { ($0, one.id, true) }
    }
  }

  /// Of which other ticket something is: ` #2`; nothing where it is this one's own.
  func mark(_ owner: Ticket.ID) -> String { owner == ticket.id ? "" : " #\(owner.rawValue)" }
}

extension Entry {
  /// Whether it has something to read on that ticket's page: words, or the beginning of a joined
  /// ticket.
  func isShown(on ticket: Ticket.ID) -> Bool { isSpoken || isBeginning(on: ticket) }

  /// What there is to read of it there; where it began a joined ticket, subject and body of that one.
  func speech(on ticket: Ticket.ID) -> String {
    guard text.isEmpty, isBeginning(on: ticket) else { return text }
    return [TicketField.subject, .body].compactMap { field in
      edits.first { $0.field == field.rawValue }?.to.text
    }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func isBeginning(on ticket: Ticket.ID) -> Bool { self.ticket != ticket && isOf(.create) }
}
