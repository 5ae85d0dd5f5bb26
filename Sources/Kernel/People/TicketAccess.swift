/// What somebody may find: which tickets, and by which of their words and of their past.
///
/// What is looked at for it is looked at by the viewer who asks, so that nobody finds by a word what
/// they could not read.
package struct TicketAccess {
  /// What every ticket must meet.
  package let tickets: Condition
  private let viewer: Viewer?

  /// Tickets that meet the condition, by all of their words: for who may read whatever is found.
  package init(_ tickets: Condition) {
    self.init(tickets: tickets, viewer: nil)
  }

  init(tickets: Condition, viewer: Viewer?) {
    self.tickets = tickets
    self.viewer = viewer
  }

  package static var always: TicketAccess { TicketAccess(.always) }
  package static var never: TicketAccess { TicketAccess(.never) }

  /// Who must look at each text that is found; `nil` where all texts are theirs to read.
  package var reader: Viewer? {
    viewer.flatMap { $0.seesAllTexts ? nil : $0 }
  }

  /// Of which tickets the past may be asked for; `nil` where of all of them.
  package var histories: Condition? {
    viewer.flatMap { $0.seesHistories ? nil : $0.histories }
  }

  /// The same of the past: of the tickets, those whose history exists for who looks, by all that is
  /// said of them now.
  package var past: TicketAccess {
    TicketAccess(histories.map(tickets.and) ?? tickets)
  }
}

extension Viewer {
  /// Whether this one may read every public text of every ticket that exists for them.
  var seesAllTexts: Bool {
    seesHistories && Viewer.searched.allSatisfy(mayName)
  }

  /// The fields whose words tickets are found by.
  private static let searched = [TicketField.subject.rawValue, TicketField.body.rawValue]

  /// The texts of a ticket by which this one may find it: those of its history, as they read it.
  ///
  /// Where no history exists for them, these are the words that the ticket has now. `entries` are read
  /// only where they are needed.
  package func texts(
    of ticket: Ticket, entries: () throws -> [Entry],
  ) rethrows -> [SearchText] {
    guard sees(ticket) else { return [] }
    guard authority.may(.historyView, on: ticket, in: context) else {
      let seen = view(of: ticket)
      return [SearchText([seen.subject, seen.body].joined(separator: "\n"), isInternal: false)]
    }
    return try entries().compactMap { sight(of: $0, in: ticket) }.map { entry in
      SearchText(entry.searchable, isInternal: entry.visibility == .internal)
    }
  }
}
