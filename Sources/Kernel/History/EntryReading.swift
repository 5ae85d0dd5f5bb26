/// Where histories are read from: a transaction, or a reader.
package protocol EntryReading: PeopleReading {
  func ticket(_ id: Ticket.ID) throws -> Ticket?
  /// The ticket as it is now, whenever what is read is of: by it is judged what may be seen.
  func present(_ id: Ticket.ID) throws -> Ticket?
  /// The moment that everything is read as of; `nil` for now.
  var moment: Instant? { get }
  /// The tickets that name that one in one of those fields as they are now, in the order of their
  /// numbers.
  func tickets(naming id: Ticket.ID, in fields: [String]) throws -> [Ticket.ID]
  /// The entries of a ticket in the order of their numbers, with the words that are still there.
  func entries(of id: Ticket.ID) throws -> [Entry]
  /// One entry of any ticket or of the desk.
  func entry(_ seq: EntryID) throws -> Entry?
  /// Gives the entries that fit the filter in its order, as long as `body` says so.
  ///
  /// They come with the words that are still there, one at a time: none is kept.
  func eachEntry(fitting filter: EntryFilter, _ body: (Entry) throws -> Bool) throws
}

extension EntryReading {
  package func present(_ id: Ticket.ID) throws -> Ticket? { try ticket(id) }
  package var moment: Instant? { nil }
}
