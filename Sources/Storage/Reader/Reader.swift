import Kernel

/// The desk as one reading transaction sees it.
///
/// It must not be used after the transaction: its connection is another reader's by then.
package final class Reader: DeskReader {
  private var open: Connection?

  init(_ connection: Connection) {
    open = connection
  }

  package var connection: Connection {
    guard let open else { preconditionFailure("A reader was used after its transaction.") }
    return open
  }

  /// Lets go of the connection as the transaction ends.
  func end() { open = nil }

  /// Runs `body` so that what it reads is taken from an allowance.
  ///
  /// Beyond it `StorageError.overBudget` is thrown.
  package func limited<Result>(
    to allowance: ReadAllowance, _ body: () throws -> Result,
  ) throws -> Result {
    try connection.limited(to: allowance, body)
  }

  /// The digest of the registry by which the desk decides; empty before the first one.
  package func epoch() throws -> String {
    try Counters(readFrom: connection).epoch
  }

  /// The last number that a ticket was given; 0 where there never was one.
  package func lastTicketID() throws -> Ticket.ID {
    Ticket.ID(rawValue: try Counters(readFrom: connection).ticket)
  }

  /// The ticket as its entries up to a moment made it; `nil` where it had none yet.
  package func ticket(_ id: Ticket.ID, asOf moment: Instant) throws -> Ticket? {
    let entries = try connection.entries(of: id).prefix { $0.at <= moment }
    return entries.isEmpty ? nil : Ticket(id: id, folding: entries)
  }
}

/// What reads a desk over a connection: a reading transaction and a writing one alike.
///
/// What both can read is declared once, in extensions beside the tables. A writing transaction has
/// methods of its own for what it knows without asking again.
package protocol DeskReader {
  var connection: Connection { get }
}

extension Connection: DeskReader {
  package var connection: Connection { self }
}
