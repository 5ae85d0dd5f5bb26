import Kernel
import Storage
import Texts

/// Which number a ticket of another desk has here.
///
/// All numbers that the other desk has given are moved by the same distance, so that a ticket may
/// speak of one that comes later; on a desk without tickets the distance is 0. A later export of
/// that desk may have more tickets: they get a distance of their own.
struct ExportNumbers: Sendable {
  private struct Range: Sendable {
    /// The last of the other desk's numbers that it is for.
    var last: Int64
    var distance: Int64
  }

  private var ranges: [Range] = []

  /// What was agreed on for a source before, made longer where the export has more tickets now.
  init(of source: String, upTo last: Int64, in transaction: WriteTransaction) throws {
    let setting = "import.\(source).numbers"
    let text = try transaction.setting(setting) ?? "[]"
    for item in (try? JSON(parsing: text).array) ?? [] {
      guard let pair = item.array, pair.count == 2, let last = pair[0].integer,
        let distance = pair[1].integer
      else { continue }
      ranges.append(Range(last: last, distance: distance))
    }
    let known = ranges.last?.last ?? 0
    guard last > known else { return }
    let start = transaction.reserveTicketIDs(last - known)
    ranges.append(Range(last: last, distance: start.rawValue - known))
    let pairs = ranges.map { JSON.array([.integer($0.last), .integer($0.distance)]) }
    try transaction.set(setting, to: JSON.array(pairs).text)
  }

  /// The number here; throws a `Refusal` for one that the other desk had not given.
  func here(_ id: Ticket.ID) throws -> Ticket.ID {
    guard id.rawValue > 0, let range = ranges.first(where: { id.rawValue <= $0.last }) else {
      throw Refusal(
        .invalid, Text.importBeyond(ticket: id.rawValue))
    }
    return Ticket.ID(rawValue: id.rawValue.addingSaturated(range.distance))
  }
}
