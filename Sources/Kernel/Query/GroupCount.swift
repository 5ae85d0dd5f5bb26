/// A value of the field that a query groups by, with the number of tickets that have it.
package struct GroupCount: Hashable, Sendable {
  /// `none` for the tickets without a value.
  package let value: Value
  package let count: Int

  package init(value: Value, count: Int) {
    self.value = value
    self.count = count
  }
}
