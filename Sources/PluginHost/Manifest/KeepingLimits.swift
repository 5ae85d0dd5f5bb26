import Texts

/// How much of what only helps to look back a desk keeps: the desk log, and what is done.
///
/// Entries and tickets are kept for good, whatever stands here.
package struct KeepingLimits: Equatable, Sendable {
  /// Lines of the desk log.
  package var logLines: Int64 = 20_000
  /// The desk log's size.
  package var logMegabytes: Int64 = 32
  package var logDays: Int64 = 90
  /// Rows of the outbox that are done or dropped.
  package var outboxDays: Int64 = 90

  package init() {}

  private typealias Bound = (key: String, path: WritableKeyPath<KeepingLimits, Int64>, most: Int64)

  private static var bounds: [Bound] {
    [
      ("log_limit", \.logLines, 50_000), ("log_megabytes", \.logMegabytes, 1_000),
      ("log_days", \.logDays, 36_500), ("outbox_days", \.outboxDays, 36_500),
    ]
  }

  /// The keys of `docket.lua` that say it.
  static let keys = bounds.map { bound in
    APIPart(
      bound.key, .integer,
      "how much is kept; \(KeepingLimits()[keyPath: bound.path]), at most \(bound.most)")
  }

  /// Reads what `docket.lua` says of it; the table takes note of what is wrong.
  init(from table: inout SpecTable) {
    for limit in KeepingLimits.bounds {
      guard let number = table.integer(limit.key) else { continue }
      guard (1...limit.most).contains(number) else {
        table.fail(limit.key, Text.configKeeping(number: number, most: limit.most))
        continue
      }
      self[keyPath: limit.path] = number
    }
  }
}
