/// Why a text is no time, no duration or no time zone.
package enum TimeError: Error, Equatable, Sendable {
  /// The text is not written as a time of the expected form.
  case malformed(String, expected: String)
  /// A part such as the month has no such value.
  case noSuchTime(String, reason: String)
  /// A duration stands where a moment was expected: it needs a sign.
  case needsSign(String)
  /// Months and years have no fixed length, and so are no duration.
  case calendarUnit(String)
  case tooLarge(String)
  case unknownZone(String)
  case unreadableZone(String, reason: String)
  /// A format names something that it cannot.
  case badFormat(String, reason: String)
}

extension TimeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let text, let expected): "“\(text)” is no time: expected \(expected)"
    case .noSuchTime(let text, let reason): "“\(text)” is no time: \(reason)"
    case .needsSign(let text):
      "“\(text)” is a duration, not a moment: write +\(text) for later or -\(text) for earlier"
    case .calendarUnit(let text):
      "“\(text)” has no fixed length: a duration is in m, h, d or w, such as 90m or 10d"
    case .tooLarge(let text): "“\(text)” is too far away"
    case .unknownZone(let name):
      "unknown time zone “\(name)”: use a name such as Europe/Amsterdam or UTC"
    case .unreadableZone(let name, let reason): "time zone “\(name)” cannot be read: \(reason)"
    case .badFormat(let format, let reason): "time format “\(format)”: \(reason)"
    }
  }
}
