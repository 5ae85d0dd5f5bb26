/// What a stage means to the kernel, whatever the life cycle calls it.
package enum Category: String, CaseIterable, JSONStored, Sendable {
  case open
  case waiting
  case postponed
  case closed
  case discarded

  /// The category of that name; faster than by the raw value, which tries one after the other.
  package init?(named name: String) {
    let likely: Category =
      switch name.utf8.first {
      case UInt8(ascii: "o"): .open
      case UInt8(ascii: "w"): .waiting
      case UInt8(ascii: "p"): .postponed
      case UInt8(ascii: "c"): .closed
      default: .discarded
      }
    guard name == likely.rawValue else { return nil }
    self = likely
  }
}

/// A set of categories, as one small integer; the ones that a ticket has been in.
package struct CategorySet: OptionSet, Hashable, Sendable {
  package let rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The set of just that category.
  package init(_ category: Category) {
    rawValue =
      switch category {
      case .open: 1
      case .waiting: 2
      case .postponed: 4
      case .closed: 8
      case .discarded: 16
      }
  }
}
