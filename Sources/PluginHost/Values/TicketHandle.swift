import Kernel

/// What a ticket's record in Lua carries for its methods: which ticket, and
/// the version that it was read at.
struct TicketHandle {
  let rawValue: Int64

  private static let versionBits: Int64 = 24
  private static let unknown = (Int64(1) << versionBits) - 1

  init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  init(_ ticket: borrowing Ticket) {
    self.init(ticket.id, version: ticket.version)
  }

  init(_ id: Ticket.ID, version: Int64) {
    rawValue =
      id.rawValue << TicketHandle.versionBits | min(max(version, 0), TicketHandle.unknown)
  }

  var id: Ticket.ID { Ticket.ID(rawValue: rawValue >> TicketHandle.versionBits) }

  /// The version; `nil` for one beyond what fits, which no ticket reaches in practice.
  var version: Int64? {
    let version = rawValue & TicketHandle.unknown
    return version == TicketHandle.unknown ? nil : version
  }
}
