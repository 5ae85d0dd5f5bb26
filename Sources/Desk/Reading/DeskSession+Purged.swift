import Kernel
import Storage

extension DeskSession {
  /// The entry by which a ticket was purged, for those who may know of tickets whatever they are.
  package func purge(of id: Ticket.ID) throws -> Entry? {
    guard id.rawValue > 0, try reader.ticket(id) == nil, let stone = try tombstone(of: id),
      viewer.sees(stone)
    else { return nil }
    return try reader.entries(of: id).last
  }

  /// What is left of a purged ticket; `nil` where there never was one.
  func tombstone(of id: Ticket.ID) throws -> Ticket? {
    let entries = try reader.entries(of: id)
    guard entries.last?.isOf(.purge) == true else { return nil }
    return Ticket(id: id, folding: entries)
  }
}
