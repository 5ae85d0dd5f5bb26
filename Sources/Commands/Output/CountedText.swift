extension BinaryInteger {
  /// The number with what is counted: `1 ticket`, `2 tickets`.
  func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }
}
