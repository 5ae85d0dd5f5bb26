import Kernel

/// What came of one operation on the writer: a value, and whether its changes stay.
package struct Written<Value> {
  package let value: Value
  /// Whether the changes are committed; a refusal and a dry run give their value and leave nothing.
  package let isKept: Bool
  /// Lines for the desk's log, which are written also where the changes are rolled back.
  package let log: [LogLine]

  private init(value: Value, isKept: Bool, log: [LogLine]) {
    self.value = value
    self.isKept = isKept
    self.log = log
  }

  /// The changes are committed before the value is given.
  package static func keeping(_ value: Value, log: [LogLine] = []) -> Written {
    Written(value: value, isKept: true, log: log)
  }

  /// The changes are rolled back; the value is given nevertheless.
  package static func rollingBack(_ value: Value, log: [LogLine] = []) -> Written {
    Written(value: value, isKept: false, log: log)
  }
}
