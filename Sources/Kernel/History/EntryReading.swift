/// Where histories are read from: a transaction, or a reader.
package protocol EntryReading: PeopleReading {
  func ticket(_ id: Ticket.ID) throws -> Ticket?
  /// The entries of a ticket in the order of their numbers, with the words that are still there.
  func entries(of id: Ticket.ID) throws -> [Entry]
  /// One entry of any ticket or of the desk.
  func entry(_ seq: EntryID) throws -> Entry?
  /// Entries of tickets that fit the filter, the newest first, with the words that are still there.
  func entries(fitting filter: EntryFilter, limit: Int) throws -> [Entry]
}
