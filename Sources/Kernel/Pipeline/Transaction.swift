import Crypto

/// The desk as one writing transaction sees it: the kernel's port to the store.
///
/// All calls are synchronous and on the writer's thread. What they throw is the store's trouble
/// (a full disk, a broken file), never a refusal; after a throw the caller rolls back.
package protocol Transaction: EntryReading, SubscriptionReading {
  // Numbers: 1, 2, 3 …, never given twice; those of what is rolled back were never given.
  func nextTicketID() throws -> Ticket.ID
  func nextEntryID() throws -> EntryID
  func nextPersonID() throws -> Person.ID
  /// A name for a request, as `r12`.
  func nextRequestName() throws -> String

  /// The ticket as it is now, with what this transaction did; `nil` where there is none.
  func ticket(_ id: Ticket.ID) throws -> Ticket?
  /// The entries of a ticket in the order of their numbers, with the words that are still there.
  func entries(of id: Ticket.ID) throws -> [Entry]
  /// One entry of any ticket or of the desk.
  func entry(_ seq: EntryID) throws -> Entry?
  /// The entries that have that origin, itself left out, without their words.
  func chain(from origin: EntryID) throws -> CauseChain
  /// The entries of other tickets that have an origin in common with one's own, with their words.
  func entries(following ticket: Ticket.ID) throws -> [Entry]
  /// How many entries have that origin, itself left out.
  func countEntries(origin: EntryID) throws -> Int
  /// The last entry of the desk's own chain.
  func lastDeskEntry() throws -> Entry?

  /// The people with a role by name, behind that name, at most so many.
  func people(withRole role: String, after name: String, limit: Int) throws -> [Person]
  /// Who with a role is next behind a name, by name and around: behind the last one is the first.
  func nextPerson(withRole role: String, after name: String) throws -> Person?
  /// The people whose name or address begins so, by name, at most so many.
  func people(beginning prefix: String, limit: Int) throws -> [Person]
  /// Writes a person as it is to be; inserts it where there is none of that id.
  func write(_ person: Person) throws

  /// Roles that the desk itself has, or grants that it added to plugins' roles; ordered by name.
  func roles() throws -> [RoleSpec]
  func write(_ role: RoleSpec) throws
  /// Queues that the desk itself has, by name.
  func queues() throws -> [String]
  func addQueue(_ name: String) throws
  /// A setting of the desk; `nil` where it was never set.
  func setting(_ name: String) throws -> String?
  func set(_ name: String, to value: String) throws

  /// What became of the request with that key, if it was done.
  func receipt(forKey key: String) throws -> Receipt?
  func remember(_ receipt: Receipt, forKey key: String) throws

  /// Writes one entry with its words and the search rows that follow from them.
  func write(_ entry: Entry, payloads: [Payload]) throws
  /// Writes a ticket's row after its entries; `before` is the row as it is, `nil` for a new one.
  func write(_ ticket: Ticket, before: Ticket?) throws

  /// Keeps the content of an attachment for a ticket: once, where the desk has it already.
  ///
  /// Throws the upload's `changed` where it is not what it was when it was first read.
  func keep(_ upload: Upload, for ticket: Ticket.ID) throws
  /// Lets go of the contents that a ticket's entries name no more, but for those; a content that no
  /// ticket keeps is deleted.
  func keepContents(of ticket: Ticket.ID, only kept: Set<Digest>) throws
  /// Deletes parts of an entry's words, with what the search and the outbox have of them.
  func deleteWords(of seq: EntryID, _ parts: Set<PayloadPart>) throws
  /// The reports that somebody was told, or is about to be, and that still have their words.
  func toldReports() throws -> [OutboxRow]
  /// Deletes the words of a row of the outbox; one that waits is given up.
  func deleteWords(ofRow id: Int64) throws
  /// Deletes the row of a purged ticket.
  func remove(_ ticket: Ticket.ID) throws

  /// Does something whose reading is taken from an allowance: what plugins ask for.
  ///
  /// Beyond it, reading throws; the transaction goes on.
  func limited<Result>(to allowance: ReadAllowance, _ body: () throws -> Result) throws -> Result

  /// Does something; where it throws, what it did to the store is undone, and only that.
  func undoingIfThrown<Result>(_ body: () throws -> Result) throws -> Result

  /// Writes an outbox row; for timers a row of the same key is moved, else it is left alone.
  func enqueue(_ row: OutboxRow) throws
  /// Notes that somebody has dealt with what they were told of a ticket in their inbox so far, or are
  /// about to be.
  func settleInbox(of person: Person.ID, about ticket: Ticket.ID) throws
  /// Drops the waiting row of that key, if there is one.
  func dropOutboxRow(key: String) throws
  /// Drops the waiting row of that key unless somebody is at it; whether it was dropped.
  func dropIdleOutboxRow(key: String, now: Instant) throws -> Bool
  /// The rows that entries of a ticket led to, in whatever state, oldest first.
  func outboxRows(of entries: [EntryID], on ticket: Ticket.ID) throws -> [OutboxRow]

  /// A plugin's own state.
  func state(of plugin: String, key: String) throws -> String?
  /// Sets or, with `nil`, deletes a value of a plugin's own state.
  func setState(of plugin: String, key: String, to value: String?) throws
  /// How many characters a plugin's state has, keys included.
  func stateSize(of plugin: String) throws -> Int64
  /// The keys of a plugin's state that begin so, in the order of their bytes.
  func stateKeys(of plugin: String, prefix: String) throws -> [String]

  /// The ids of the tickets that match, in the query's order.
  ///
  /// `access` is what the asker may see, as a condition that every ticket must meet.
  func tickets(
    matching query: Query, access: TicketAccess, in context: EvaluationContext, limit: Int
  )
    throws -> [Ticket.ID]
  /// How many tickets there are by the values of the field that the query groups by, most first.
  func groups(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> [GroupCount]
  /// What is worked out of the tickets that the measurement asks for, group by group.
  func measure(_ measurement: Measurement, access: TicketAccess, in context: EvaluationContext)
    throws -> [MeasuredGroup]
  /// How many tickets match.
  func count(matching query: Query, access: TicketAccess, in context: EvaluationContext) throws
    -> Int
}
