import Lua

/// Lengths of time as Lua gives them: `"90m"`, `"4h"`, `"10d"`, `"2w"`, or seconds.
enum Durations {
  /// Milliseconds; `nil` where it is no duration.
  static func milliseconds(_ value: LuaValue) -> Int64? {
    switch value {
    case .integer(let seconds):
      let (result, overflow) = seconds.multipliedReportingOverflow(by: 1000)
      return overflow ? nil : result
    case .number(let seconds): return Int64(exactly: (seconds * 1000).rounded())
    case .string(let text): return milliseconds(text)
    default: return nil
    }
  }

  /// A whole number and a unit, one or more times: `1h30m`.
  static func milliseconds(_ text: String) -> Int64? {
    var rest = Substring(text)
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let count = Int64(digits), let unit = rest.popFirst().flatMap({ units[$0] }) else {
        return nil
      }
      let (part, isTooLong) = count.multipliedReportingOverflow(by: unit)
      let (sum, overflow) = total.addingReportingOverflow(part)
      guard !isTooLong, !overflow else { return nil }
      total = sum
    }
    return total
  }

  private static let units: [Character: Int64] = [
    "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
  ]
}
