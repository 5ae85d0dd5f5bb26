/// What a stage means to the kernel, whatever the life cycle calls it.
package enum Category: String, CaseIterable, Codable, Sendable {
  case open
  case waiting
  case postponed
  case closed
  case discarded
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
