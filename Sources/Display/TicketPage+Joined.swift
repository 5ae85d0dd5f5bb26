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
    page.asideTickets = Set(page.joined.filter { $0.isAside(by: rulebook) }.map(\.id))
    page.isAside = ticket.isAside(by: rulebook)
    page.host = try ticket.host(by: rulebook).flatMap { try self.ticket($0, at: moment) }
    return page
  }
}

/// What stands on the page of tickets that were merged into the one that is shown.
extension TicketPage {
  /// Where the ticket went.
  var whereabouts: [String] {
    host.map { host in
      let (number, subject) = (host.id.rawValue, surface.shown(host.subject))
      return [
        surface.words(
          isAside
            ? Text.pageAsideOf(ticket: number, subject: subject)
            : Text.pageMerged(ticket: number, subject: subject))
      ]
    } ?? []
  }

  /// The conversations beside the ticket's own, each with its stage and who takes part.
  func asides() throws -> [String] {
    let found = joined.filter { asideTickets.contains($0.id) }
    guard !found.isEmpty else { return [] }
    var table = Table([
      .init(Text.columnConversation, isNumeric: true), .init("", isFlexible: true),
      .init(values.title(of: TicketField.stage.rawValue)),
      .init(Text.columnParticipants, isFlexible: true),
    ])
    for one in found {
      let people = try [TicketField.followers, .team].map { field in
        try values.text(one.value(of: field), of: field.rawValue)
      }
      table.append([
        .init("#\(one.id.rawValue)"), .init(one.subject),
        .init(values.on(type: one.type).shown(name: one.stage, of: "stage")),
        .init(people.filter { !$0.isEmpty }.joined(separator: ", ")),
      ])
    }
    return [""] + table.lines(on: surface, margin: 2)
  }

  /// All files of the conversation, of which ticket each is, and whether it is a note's.
  var files: [(Attachment, Ticket.ID, isInternal: Bool)] {
    ([ticket] + joined).flatMap { one in
      one.attachments.map { ($0, one.id, false) } + one.noteAttachments.map { ($0, one.id, true) }
    }
  }

  /// Whether the page has something of the entry to read; how a conversation beside it is called stands
  /// above.
  func isShown(_ entry: Entry) -> Bool {
    guard asideTickets.contains(entry.ticket) else { return entry.isShown(on: ticket.id) }
    return entry.isSpoken || entry.edits.contains(where: \.isOfBody)
  }

  /// Of which other ticket something is: ` #2`; nothing where it is this one's own.
  func mark(_ owner: Ticket.ID) -> String { owner == ticket.id ? "" : " #\(owner.rawValue)" }
}

extension Entry {
  /// What there is to read of it there; where it began a joined ticket, subject and body of that one.
  func speech(on ticket: Ticket.ID) -> String {
    guard text.isEmpty, isBeginning(on: ticket) else { return text }
    return [TicketField.subject, .body].compactMap { field in
      edits.first { $0.field == field.rawValue }?.to.text
    }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// Whether it has something to read on that ticket's page: words, or the beginning of a joined
  /// ticket.
  func isShown(on ticket: Ticket.ID) -> Bool { isSpoken || isBeginning(on: ticket) }

  /// Whether it is the beginning of a joined ticket.
  private func isBeginning(on ticket: Ticket.ID) -> Bool { self.ticket != ticket && isOf(.create) }
}

extension Edit {
  fileprivate var isOfBody: Bool { field == TicketField.body.rawValue }
}
