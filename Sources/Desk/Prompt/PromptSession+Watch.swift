import Kernel
import Storage
import System

extension PromptSession {
  /// Gives the entries that are written from now on to tickets that match a query, as the person sees
  /// them, until it is interrupted.
  ///
  /// Between two looks it holds no transaction. Other processes' entries are seen as soon as one's
  /// own are.
  /// `begin` is called when nothing that is written from then on is missed.
  package func watch(
    _ query: String, begin: () throws -> Void, _ take: ([Entry], DeskSession) throws -> Void,
  ) throws {
    interruption.clear()
    var last = try read { session in
      _ = try session.query(query)
      return try session.reader.lastSeq()
    }
    try begin()
    while !interruption.isRequested {
      let now = try desk.readers.read { try $0.lastSeq() }
      if now != last {
        try read { session in
          // What was asked on one day means the same on the next.
          let asked = try session.query(query, .list, [:], today: nil)
          let entries = try session.entries(after: last, matching: asked)
          if !entries.isEmpty { try take(entries, session) }
        }
        last = now
      }
      SystemTime.pause(PromptSession.glance)
    }
  }

  /// How long a change may stand before it is shown.
  private static let glance = Duration.milliseconds(100)
}

extension DeskSession {
  /// The entries behind one of tickets that match a query, as the person sees them, oldest first.
  fileprivate func entries(after seq: EntryID, matching query: Query) throws -> [Entry] {
    let tickets = try reader.seqs(after: seq, limit: DeskSession.mostWatched)
      .compactMap { try reader.entry($0)?.ticket }
    var seen: [Entry] = []
    for id in Set(tickets) where id != .desk {
      guard let ticket = try reader.ticket(id), viewer.sees(ticket),
        viewer.listed(query).matches(ticket, in: queryContext)
      else { continue }
      seen += viewer.entries(try reader.entries(of: id), of: ticket) { $0.seq > seq }
    }
    return seen.sorted { $0.at < $1.at }
  }

  /// So many entries are shown at once; of a bulk that wrote more, the first ones.
  private static let mostWatched = 500
}
