import Kernel
import Lua
import Texts

/// What `docket.state.add` adds: kept as it is until the commit, so that others' sums stay.
package struct StateAmount: Equatable, Sendable {
  private let value: LuaValue

  /// The number at an argument's place; 1 where it was left out.
  init(_ value: LuaValue) {
    self.value = value
  }

  /// Both together; throws where that is no finite number.
  func joined(with other: StateAmount) throws(HostError) -> StateAmount {
    StateAmount(try StateAmount.sum(value, other.value))
  }

  /// What is stored under a key once it is added to what is stored there now, as JSON.
  ///
  /// Throws where no number stands there, or where the sum is too large.
  package func added(to stored: String?, under key: String) throws(HostError) -> String {
    let old = StateAmount.value(of: stored)
    guard old?.number != nil || stored == nil else {
      throw HostError(Text.apiStateNoNumber(key: key, got: old?.kindName))
    }
    let sum = try StateAmount.sum(old ?? .integer(0), value)
    guard let text = sum.json?.text else { throw HostError(Text.apiStateSum) }
    return text
  }

  /// Whole numbers are added exactly for as long as the sum is one.
  private static func sum(_ left: LuaValue, _ right: LuaValue) throws(HostError) -> LuaValue {
    if case .integer(let left) = left, case .integer(let right) = right {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if !overflow { return .integer(sum) }
    }
    let sum = (left.number ?? 0) + (right.number ?? 0)
    guard sum.isFinite else { throw HostError(Text.apiStateSum) }
    return Int64(exactly: sum).map(LuaValue.integer) ?? .number(sum)
  }

  /// The value that stands in the state; `nil` where there is none.
  static func value(of stored: String?) -> LuaValue? {
    guard let stored, let json = try? JSON(parsing: stored) else { return nil }
    return LuaValue(json)
  }
}
