/// The place of an entry in the history of the whole desk: 1, 2, 3 …, in the order of writing.
package struct EntryID: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  package static func < (left: EntryID, right: EntryID) -> Bool {
    left.rawValue < right.rawValue
  }
}
