import Kernel

/// A request that an open transaction holds: what is asked, and what was seen when it was.
package struct HeldRequest: Sendable {
  /// What is asked, with tickets by the numbers that the transaction last saw.
  package private(set) var request: Request
  /// The entry of the prompt that asked it.
  package let entry: Int
  /// The version that the ticket had outside of the transaction; `nil` where it is made in it.
  package private(set) var seen: Int64?
  /// The ticket that it makes, by the number that the transaction last saw.
  package private(set) var made: Ticket.ID?

  /// The ticket that it is about.
  package var ticket: Ticket.ID? { made ?? request.ticket }

  /// Holds a request that was done and taken back.
  ///
  /// It counts from `moment` on whenever it is done, and what it saw is `seen`: the versions of a
  /// transaction that is taken back mean nothing later.
  init(_ request: Request, entry: Int, seen: Int64?, made: Ticket.ID?, at moment: Instant) {
    var held = request
    (held.expectedVersion, held.readVersion, held.handleVersion) = (nil, nil, nil)
    held.name = nil
    held.asked = held.asked ?? moment
    self.request = held
    self.entry = entry
    self.seen = seen
    self.made = made
  }

  /// The request as it is to be done where its ticket has that version outside of the transaction.
  func request(onVersion version: Int64?, _ numbers: [Ticket.ID: Ticket.ID]) -> Request {
    var request = request
    request.renumber(numbers)
    // Within the transaction the version is another one: it is stated only where it is refused by it.
    if let seen, seen != version { request.readVersion = seen }
    return request
  }

  mutating func renumber(_ numbers: [Ticket.ID: Ticket.ID]) {
    request.renumber(numbers)
    made = made.map { numbers[$0] ?? $0 }
  }

  /// Takes the ticket as it is outside of the transaction by now.
  mutating func see(_ version: Int64?) {
    seen = version
  }
}

/// A request of an open transaction that can no longer be done, and why.
package struct HeldConflict: Sendable {
  /// Its place in the transaction, from 1.
  package let number: Int
  package let held: HeldRequest
  package let refusal: Refusal
}

/// A ticket that a transaction makes has another number than it had.
package struct TicketMove: Equatable, Sendable {
  package let from: Ticket.ID
  package let to: Ticket.ID

  package init(from: Ticket.ID, to: Ticket.ID) {
    self.from = from
    self.to = to
  }
}
