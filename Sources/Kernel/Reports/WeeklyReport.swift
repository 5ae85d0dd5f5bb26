/// A report that is to be made for somebody every week, as the row of the outbox has it that makes it.
///
/// There is one row for each subscription: it moves from week to week with its own acknowledgement, so
/// that a week has one report or, where nobody was at work then, none but the last.
package struct WeeklyReport: Equatable, Sendable {
  /// The subscription's key.
  package let subscription: String
  /// When somebody subscribed, or for when the last report was made.
  package let since: Instant
  /// Whether a report was made already.
  package let isUnderWay: Bool

  package init(subscription: String, since: Instant, isUnderWay: Bool) {
    (self.subscription, self.since, self.isUnderWay) = (subscription, since, isUnderWay)
  }

  /// Reads what `row` gives; `nil` for a row of anything else.
  package init?(of row: OutboxRow) {
    guard row.kind == .every, row.plugin.isEmpty, let json = try? JSON(parsing: row.payload),
      let subscription = json["subscription"]?.string, let since = json["since"]?.integer,
      let isUnderWay = json["under_way"]?.boolean
    else { return nil }
    self.init(
      subscription: subscription, since: Instant(milliseconds: since), isUnderWay: isUnderWay)
  }

  /// The key of a subscription's row.
  package static func key(of subscription: String) -> String { "report/\(subscription)" }

  /// The row, which is due at the next of those moments after `now`.
  package func row(
    at moment: WeeklyMoment, after now: Instant, in zone: Zone, for person: Person.ID,
  ) -> OutboxRow {
    let payload = JSON.object([
      ("since", .integer(since.milliseconds)), ("subscription", .string(subscription)),
      ("under_way", .boolean(isUnderWay)),
    ])
    return OutboxRow(
      key: WeeklyReport.key(of: subscription), kind: .every, plugin: "", name: "report",
      recipient: person, payload: payload.text, notBefore: moment.next(after: now, in: zone))
  }

  /// The last of those moments that no report was made for; `nil` where there is none up to `now`.
  ///
  /// What is nearer than a day and a half to the last one is the same by another zone's clock.
  package func due(at moment: WeeklyMoment, now: Instant, in zone: Zone) -> Instant? {
    let last = moment.last(upTo: now, in: zone)
    let tolerance: Int64 = isUnderWay ? 36 * 3_600_000 : 0
    return last > since.advanced(byMilliseconds: tolerance) ? last : nil
  }
}

extension WeeklyReport {
  /// What the report for one of those moments is told by: once, however often it is made.
  package func told(
    for moment: Instant, to person: Person.ID, by channel: String, of plugin: String,
    at now: Instant,
    event: String, subject: String, text: String, language: String,
  ) -> OutboxRow {
    let payload = JSON.object([
      ("by", .string(Actor.desk.text)), ("event", .string(event)), ("language", .string(language)),
      ("public", .boolean(true)), ("subject", .string(subject)), ("text", .string(text)),
    ])
    return OutboxRow(
      key: "\(WeeklyReport.prefix)\(subscription)/\(moment.milliseconds)", kind: .notify,
      plugin: plugin, name: channel, recipient: person, payload: payload.text, notBefore: now)
  }

  fileprivate static let prefix = "reported/"
}

extension OutboxRow {
  /// Whether it tells somebody a report: its words are of no ticket.
  package var isReport: Bool { kind == .notify && key.hasPrefix(WeeklyReport.prefix) }
}

extension Rulebook {
  /// Whether the plugin may be handed a report, which is of tickets, their histories and notes.
  package func mayPassReports(_ plugin: String) -> Bool {
    let authority = authority(ofPlugin: plugin)
    return [Permission.ticketView, .historyView, .noteView].allSatisfy {
      authority.mayEverywhere($0.rawValue)
    }
  }
}
