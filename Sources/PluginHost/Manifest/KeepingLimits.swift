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

  /// Reads what `docket.lua` says of it; the table takes note of what is wrong.
  init(from table: inout SpecTable) {
    let limits: [(key: String, path: WritableKeyPath<KeepingLimits, Int64>, most: Int64)] = [
      ("log_limit", \.logLines, 50_000), ("log_megabytes", \.logMegabytes, 1_000),
      ("log_days", \.logDays, 36_500), ("outbox_days", \.outboxDays, 36_500),
    ]
    for limit in limits {
      guard let number = table.integer(limit.key) else { continue }
      guard (1...limit.most).contains(number) else {
        table.fail(limit.key, Text("config.keeping", ["number": number, "most": limit.most]))
        continue
      }
      self[keyPath: limit.path] = number
    }
  }
}
