/// An entry of another desk's history, to be written into this one as it was.
///
/// People and tickets in it are this desk's already.
package struct RecordedEntry: Sendable {
  package var ticket: Ticket.ID
  /// 1, 2, 3 … within the ticket.
  package var number: Int64
  package var at: Instant
  package var actor: Actor
  package var source: Source
  package var action: String
  package var params: [String: Value] = [:]
  package var edits: [Edit] = []
  package var text = ""
  package var visibility = Entry.Visibility.public
  package var data: [String: Value] = [:]
  package var hook: String?
  /// The parts whose words are gone there: they were redacted.
  package var redacted: Set<PayloadPart> = []
  /// The desk's entry that tells of the import.
  package var imported: EntryID?

  package init(
    ticket: Ticket.ID, number: Int64, at: Instant, actor: Actor, source: Source, action: String,
  ) {
    self.ticket = ticket
    self.number = number
    self.at = at
    self.actor = actor
    self.source = source
    self.action = action
  }
}
