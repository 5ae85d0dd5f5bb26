import Kernel
import Texts

/// Reads dates by one clock, as a day and the minutes since it began.
enum SpokenDate {
  static let noon = "2026-01-31T12:00"

  static func read(_ text: String, in language: String?, at now: String = noon) throws -> String {
    let zone = try Zone.named("Europe/Amsterdam")
    let moment = try Moment.parse(
      text, now: try Instant(iso: now, zone: zone), zone: zone,
      language: language.flatMap { Language($0) })
    let date = zone.date(moment)
    let rest = moment.milliseconds - zone.start(of: date).milliseconds
    return rest == 0 ? date.description : "\(date) +\(rest / 60_000)m"
  }
}
