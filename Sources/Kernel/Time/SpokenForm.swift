import Texts

/// How something is said, by a sample in the language's folder: `half past 8`, `15-го числа`.
///
/// Another number may stand in the place of each that the sample has in digits.
struct SpokenForm: Sendable {
  private enum Piece {
    case word(String)
    /// `mark`: how it is written that the number counts, where the sample has it counting.
    case number(Int64, mark: DateToken.CountMark?)
  }

  private let pieces: [Piece]

  /// `nil` for a sample with words that the language lacks.
  init?(_ sample: some StringProtocol, by words: DateWords) {
    guard let tokens = DateToken.all(in: String(sample), by: words), !tokens.isEmpty else {
      return nil
    }
    pieces = tokens.map { token in
      guard token.digits > 0, let number = token.number else { return .word(token.word) }
      return .number(number, mark: token.countMark)
    }
  }

  var count: Int { pieces.count }

  /// Whether the sample has the number.
  func has(_ number: Int64) -> Bool {
    pieces.contains { if case .number(number, _) = $0 { true } else { false } }
  }

  /// What stands in the places of the sample's numbers where the tokens begin so; `nil` where they
  /// do not.
  func numbers(atStartOf tokens: ArraySlice<DateToken>) -> [Int64: Int64]? {
    guard tokens.count >= count else { return nil }
    var found: [Int64: Int64] = [:]
    for (piece, token) in zip(pieces, tokens) {
      switch piece {
      case .word(let word): guard token.word == word else { return nil }
      case .number(let number, let mark):
        guard let given = SpokenForm.number(token, mark) else { return nil }
        found[number] = given
      }
    }
    return found
  }

  /// A number that counts stands also in the place of one that does not.
  private static func number(_ token: DateToken, _ mark: DateToken.CountMark?) -> Int64? {
    guard let mark else { return token.number ?? token.ordinal }
    return token.countMark == nil || token.countMark == mark ? token.ordinal : nil
  }
}

/// How the minutes of an hour are said, by a sample with its time: `10 to 8 = 7:50`.
///
/// In the samples 8 is the hour that is called and 10 are the minutes.
struct ClockForm: Sendable {
  /// An hour and its minutes, as they are said.
  typealias Time = (hour: Int64, minute: Int64)

  private struct Reading {
    /// Minutes from the hour that is called.
    let base: Int64
    /// How often the minutes are added: 1, 0 or -1.
    let sign: Int64
  }

  private static let hour: Int64 = 8
  private static let minutes: Int64 = 10

  private let form: SpokenForm
  private let readings: [Reading]

  /// Takes a sample and the times that it means, `8:30` or, where people differ, `8:30 | 7:30`.
  init?(_ sample: some StringProtocol, meaning times: some StringProtocol, by words: DateWords) {
    guard let form = SpokenForm(sample, by: words) else { return nil }
    self.form = form
    readings = times.split(separator: "|").compactMap { time in
      let parts = time.split(separator: ":").compactMap { Int64(String($0).trimmingBlanks) }
      guard parts.count == 2 else { return nil }
      let total = (parts[0] - ClockForm.hour) * 60 + parts[1]
      guard form.has(ClockForm.minutes) else { return Reading(base: total, sign: 0) }
      // They are counted from a full hour or a half one.
      return [1, -1].lazy.map { Reading(base: total - $0 * ClockForm.minutes, sign: $0) }
        .first { $0.base.isMultiple(of: 30) }
    }
    guard !readings.isEmpty else { return nil }
  }

  var count: Int { form.count }

  /// The times that are meant where the tokens begin so; `nil` where they do not.
  func times(atStartOf tokens: ArraySlice<DateToken>) -> [Time]? {
    guard let numbers = form.numbers(atStartOf: tokens), let hour = numbers[ClockForm.hour],
      (0...24).contains(hour)
    else { return nil }
    let minutes = numbers[ClockForm.minutes] ?? 0
    guard (0...59).contains(minutes) else { return nil }
    return readings.map { reading in
      let offset = reading.base + reading.sign * minutes
      // On the face of a clock twelve stands before one.
      let after = offset < 0 && hour < 2 ? hour + (hour == 0 ? 24 : 12) : hour
      let total = after * 60 + offset
      return (total / 60, total % 60)
    }
  }
}
