import Texts

/// Why a text is no time, no duration or no time zone.
package enum TimeError: Error, Equatable, Sendable {
  /// The text is not written as a time of the expected form.
  case malformed(String, expected: Text)
  /// A part such as the month has no such value.
  case noSuchTime(String, reason: Text)
  /// A duration stands where a moment was expected: it needs a sign.
  case needsSign(String)
  /// A day and a part of it stand where a moment was expected: it needs an hour.
  case needsHour(String)
  /// Months and years have no fixed length, and so are no duration.
  case calendarUnit(String)
  case tooLarge(String)
  case unknownZone(String)
  case unreadableZone(String, reason: Text)
  /// A format names something that it cannot.
  case badFormat(String, reason: Text)
}

extension TimeError: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .malformed(let text, let expected):
      Text.timeMalformed(value: text, expected: expected)
    case .noSuchTime(let text, let reason):
      Text.timeImpossible(value: text, reason: reason)
    case .needsSign(let text): Text.timeNeedsSign(value: text)
    case .needsHour(let text): Text.timeNeedsHour(value: text)
    case .calendarUnit(let text): Text.timeCalendarUnit(value: text)
    case .tooLarge(let text): Text.timeTooFar(value: text)
    case .unknownZone(let name): Text.timeUnknownZone(name: name)
    case .unreadableZone(let name, let reason):
      Text.timeUnreadableZone(name: name, reason: reason)
    case .badFormat(let format, let reason):
      Text.timeBadFormat(format: format, reason: reason)
    }
  }
}
