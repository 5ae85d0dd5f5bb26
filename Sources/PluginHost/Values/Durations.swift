import Kernel
import Lua

/// Lengths of time as Lua gives them: `"90m"`, `"4h"`, `"10d"`, `"2w"`, or seconds.
enum Durations {
  /// Milliseconds; `nil` where it is no duration, or one of more than 10,000 years.
  static func milliseconds(_ value: LuaValue) -> Int64? {
    let length: Int64? =
      switch value {
      case .integer(let seconds): seconds.multipliedSaturated(by: 1000)
      case .number(let seconds): Int64(exactly: (seconds * 1000).rounded())
      case .string(let text): try? TimeSpan.duration(text)
      default: nil
      }
    return length.flatMap { TimeSpan.durations.contains($0) ? $0 : nil }
  }
}
