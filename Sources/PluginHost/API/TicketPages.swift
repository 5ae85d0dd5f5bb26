import Kernel
import Lua

/// Tickets with nothing in them that who asks may not have.
enum SeenTickets {
  case tickets([Seen<Ticket>])
  /// As they stand in the store, where all of each is seen.
  case rows(Seen<TicketRows>)

  static let none = SeenTickets.tickets([])

  var count: Int {
    switch self {
    case .tickets(let tickets): tickets.count
    case .rows(let rows): rows.value.count
    }
  }
}

/// What is left of the tickets that an iterator in Lua goes through, read as `RowPages` says.
final class TicketPages {
  private let asker: Asker
  private var ids: ArraySlice<Ticket.ID>
  private var page = SeenTickets.none
  private var next = 0

  /// Tickets are read so many at once.
  static let size = 64
  /// Lua is given so many at once, unless they are large.
  private static let most = 16
  private static let mostBytes = 16 * 1_024

  init(_ ids: [Ticket.ID], _ asker: Asker) {
    self.ids = ids[...]
    self.asker = asker
  }

  /// Writes the next ticket, or some where nobody counts them; nil at the end.
  func writeNext(
    _ context: SandboxContext, into results: inout WireWriter,
  ) throws(HostError) {
    while next == page.count, !ids.isEmpty {
      let part = ids.prefix(TicketPages.size)
      ids = ids.dropFirst(part.count)
      page = try context.reading { try asker.tickets(Array(part)) }
      next = 0
    }
    guard next < page.count else { return results.null() }
    let (page, first) = (page, next)
    let end = min(page.count, first + (context.rows.most == .max ? TicketPages.most : 1))
    var place = first
    repeat {
      context.writer.ticket(place, of: page, into: &results)
      place += 1
    } while place < end && results.count < TicketPages.mostBytes
    next = place
    try context.rows.take(place - first)
  }
}
