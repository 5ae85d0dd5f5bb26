import Kernel

/// The desk as one reading transaction sees it.
package final class Reader {
  let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Runs `body` so that what it reads is taken from an allowance.
  ///
  /// Beyond it `StorageError.overBudget` is thrown.
  package func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try connection.limited(to: allowance, body)
  }

  /// The people with a role by name, behind that name, at most so many.
  package func people(withRole role: String, after name: String, limit: Int) throws -> [Person] {
    try connection.people(withRole: role, after: name, limit: limit)
  }

  /// Who with a role is next behind a name, by name and around.
  package func nextPerson(withRole role: String, after name: String) throws -> Person? {
    try connection.nextPerson(withRole: role, after: name)
  }

  /// The people whose name or address begins so, by name, at most so many.
  package func people(beginning prefix: String, limit: Int) throws -> [Person] {
    try connection.people(beginning: prefix, limit: limit)
  }

  /// The digest of the registry by which the desk decides; empty before the first one.
  package func epoch() throws -> String {
    try Counters(readFrom: connection).epoch
  }

  /// The last number that a ticket was given; 0 where there never was one.
  package func lastTicketID() throws -> Ticket.ID {
    Ticket.ID(rawValue: try Counters(readFrom: connection).ticket)
  }

  package func ticket(_ id: Ticket.ID) throws -> Ticket? {
    try connection.ticket(id)
  }

  /// The version of each of those tickets, by its number; those that there are not are left out.
  package func versions(of ids: [Ticket.ID]) throws -> [Ticket.ID: Int64] {
    try connection.versions(of: ids)
  }

  /// The tickets of those ids, in that order; ids without a ticket are left out.
  package func tickets(_ ids: [Ticket.ID]) throws -> [Ticket] {
    try connection.tickets(ids)
  }

  /// The ticket as its entries up to a moment made it; `nil` where it had none yet.
  package func ticket(_ id: Ticket.ID, asOf moment: Instant) throws -> Ticket? {
    let entries = try connection.entries(of: id).prefix { $0.at <= moment }
    return entries.isEmpty ? nil : Ticket(id: id, folding: entries)
  }

  /// The entries of a ticket in the order of their numbers, with the words that are still there.
  package func entries(of id: Ticket.ID) throws -> [Entry] {
    try connection.entries(of: id)
  }

  package func entry(_ seq: EntryID) throws -> Entry? {
    try connection.entry(seq)
  }

  package func person(_ id: Person.ID) throws -> Person? {
    try connection.person(id)
  }

  package func person(named name: String) throws -> Person? {
    try connection.person(named: name)
  }

  /// Whoever has that login of the system.
  package func person(withLogin login: String) throws -> Person? {
    try connection.person(withLogin: login)
  }

  /// All people by their ids.
  package func people() throws -> [Person] {
    try connection.people()
  }

  /// Everybody with a role, by their ids.
  package func people(withRole role: String) throws -> [Person] {
    try connection.people(withRole: role)
  }

  /// Names that somebody may have meant who typed that one.
  package func names(like name: String) throws -> [String] {
    try connection.names(like: name)
  }

  /// The desk's own roles by name.
  package func roles() throws -> [RoleSpec] {
    try connection.roles()
  }

  /// The desk's own queues by name.
  package func queues() throws -> [String] {
    try connection.queues()
  }

  package func setting(_ name: String) throws -> String? {
    try connection.setting(name)
  }

  /// All settings by name.
  package func settings() throws -> [String: String] {
    try connection.settings()
  }

  /// The last lines of the desk's log, oldest first; of one plugin only where it is named.
  package func logLines(last count: Int, plugin: String? = nil) throws -> [LogLine] {
    try connection.logLines(last: count, plugin: plugin)
  }
}
