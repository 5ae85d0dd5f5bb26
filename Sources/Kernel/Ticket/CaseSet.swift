/// Some of the cases of a type, however many it has; nearly always none, which costs next to nothing
/// to carry along and to ask.
package struct CaseSet<Case: CaseIterable & Equatable & Sendable>: Equatable, Sendable {
  /// A bit for each case in the order of all, once one is in the set.
  private var words: [UInt64] = []

  package init() {}

  package func contains(_ element: Case) -> Bool {
    guard !words.isEmpty, let (word, bit) = CaseSet.place(of: element) else { return false }
    return words[word] & bit != 0
  }

  package mutating func insert(_ element: Case) {
    guard let (word, bit) = CaseSet.place(of: element) else { return }
    if words.isEmpty { words = Array(repeating: 0, count: (Case.allCases.count + 63) / 64) }
    words[word] |= bit
  }

  private static func place(of element: Case) -> (word: Int, bit: UInt64)? {
    var number = 0
    for other in Case.allCases {
      if other == element { return (number / 64, 1 << UInt64(number % 64)) }
      number += 1
    }
    return nil
  }
}
