/// Keys with their texts, sorted, in one literal of the program.
///
/// Nothing of it is read before a text is asked for, so a language that nobody reads costs nothing.
/// The build writes these tables; looking a key up takes a dozen comparisons.
struct TemplateTable: Sendable {
  /// The first key, its text, the second key, its text, and so on.
  private let words: String
  /// Where each key and each text ends, in bytes.
  private let ends: [UInt32]

  /// Takes a table that the build has written: keys are sorted by their bytes.
  init(_ words: String, _ ends: [UInt32]) {
    self.words = words
    self.ends = ends
  }

  /// A table of pairs; of keys that stand twice the first counts.
  init(_ pairs: [(key: String, text: String)]) {
    var (words, ends) = ("", [UInt32]())
    var last: String?
    for pair in pairs.enumerated().sorted(by: TemplateTable.isOrdered)
    where pair.element.key != last {
      last = pair.element.key
      words += pair.element.key
      ends.append(UInt32(words.utf8.count))
      words += pair.element.text
      ends.append(UInt32(words.utf8.count))
    }
    self.init(words, ends)
  }

  private static func isOrdered(
    _ first: (offset: Int, element: (key: String, text: String)),
    _ second: (offset: Int, element: (key: String, text: String)),
  ) -> Bool {
    let (one, other) = (first.element.key.utf8, second.element.key.utf8)
    if one.lexicographicallyPrecedes(other) { return true }
    return one.elementsEqual(other) && first.offset < second.offset
  }

  var count: Int { ends.count / 2 }

  /// All keys with their texts, sorted.
  var pairs: [(key: Substring, text: Substring)] {
    (0..<count).map { (piece(2 * $0), piece(2 * $0 + 1)) }
  }

  /// The text of a key.
  subscript(_ key: some StringProtocol) -> Substring? {
    let place = firstPlace(notBefore: key)
    guard place < count, compare(piece(2 * place), key) == 0 else { return nil }
    return piece(2 * place + 1)
  }

  /// The texts whose keys begin so, with their keys.
  func pairs(beginningWith head: String) -> [(key: Substring, text: Substring)] {
    var pairs: [(key: Substring, text: Substring)] = []
    var place = firstPlace(notBefore: head)
    while place < count, piece(2 * place).utf8.starts(with: head.utf8) {
      pairs.append((piece(2 * place), piece(2 * place + 1)))
      place += 1
    }
    return pairs
  }

  private func firstPlace(notBefore key: some StringProtocol) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if compare(piece(2 * middle), key) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func piece(_ number: Int) -> Substring {
    let bytes = words.utf8
    let start = number == 0 ? 0 : Int(ends[number - 1])
    return words[
      bytes.index(
        bytes.startIndex, offsetBy: start)..<bytes.index(
          bytes.startIndex, offsetBy: Int(ends[number]))]
  }

  /// Below 0 where the first comes before the other, by their bytes.
  private func compare(_ first: Substring, _ other: some StringProtocol) -> Int {
    var rest = other.utf8.makeIterator()
    for byte in first.utf8 {
      guard let next = rest.next() else { return 1 }
      if byte != next { return byte < next ? -1 : 1 }
    }
    return rest.next() == nil ? 0 : -1
  }
}
