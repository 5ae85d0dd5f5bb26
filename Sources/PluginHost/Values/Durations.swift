import Kernel
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
    case .string(let text): return try? TimeSpan.duration(text)
    default: return nil
    }
  }
}
