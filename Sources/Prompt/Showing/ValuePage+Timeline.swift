import Desk
import Display
import Kernel

extension ValuePage {
  /// The entries of one ticket as `docket history` shows them; `nil` if they are of several, or are
  /// no longer what the reader of now sees.
  func timeline(_ rows: [PromptValue]) throws -> [String]? {
    let keys = rows.compactMap(EntryKey.init)
    guard keys.count == rows.count, let id = keys.first?.ticket,
      keys.allSatisfy({ $0.ticket == id })
    else { return nil }
    let history = try session.history(id, until: moment) ?? []
    let byKey = Dictionary(history.map { (EntryKey($0), $0) }) { first, _ in first }
    let entries = keys.compactMap { byKey[$0] }
    guard entries.count == keys.count else { return nil }
    return try HistoryPage(entries: entries, values: session.values, surface: surface).lines()
  }
}

/// What an entry is found again by: its number depends on who sees it, so that its time counts too.
private struct EntryKey: Hashable {
  let ticket: Ticket.ID
  private let number: Int64
  private let at: Instant

  init(_ entry: Entry) {
    ticket = entry.ticket
    number = entry.number
    at = entry.at
  }

  init?(_ row: PromptValue) {
    guard case .record("entry", let members) = row else { return nil }
    let values = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    guard case .integer(let ticket)? = values["ticket"],
      case .integer(let number)? = values["number"],
      let at = values["at"].flatMap({ Instant(seconds: $0) })
    else { return nil }
    self.ticket = Ticket.ID(rawValue: ticket)
    self.number = number
    self.at = at
  }
}
