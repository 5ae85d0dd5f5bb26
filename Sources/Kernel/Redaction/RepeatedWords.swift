/// Words that are to be erased, and whether an entry says them again.
///
/// A text is repeated where another holds all of it: as it was, or line by line behind marks of a
/// quotation. Short words count only where they stand by themselves. Takes time in proportion to the
/// texts.
struct RepeatedWords {
  private let words: [[Unicode.Scalar]]

  /// From so many characters on, a text is found within longer words as well.
  private static let telling = 12

  init(_ texts: some Sequence<String>) {
    var seen: Set<String> = []
    words = texts.filter { seen.insert($0).inserted }.map(RepeatedWords.plain)
      .filter { !$0.isEmpty }
  }

  var isEmpty: Bool { words.isEmpty }

  /// The parts of an entry that hold them.
  func parts(of entry: Entry) -> Set<PayloadPart> {
    var parts: Set<PayloadPart> = []
    if isRepeated(in: entry.text) { parts.insert(.text) }
    if isRepeated(in: entry.params.values) { parts.insert(.params) }
    if isRepeated(in: entry.data.values) { parts.insert(.data) }
    let edits = entry.edits.filter(\.isTextual)
    if isRepeated(in: edits.map(\.from)) { parts.insert(.from) }
    if isRepeated(in: edits.map(\.to)) { parts.insert(.to) }
    return parts
  }

  /// The fields in whose edits they stand.
  func fields(of entry: Entry) -> [String] {
    entry.edits.filter { $0.isTextual && isRepeated(in: [$0.from, $0.to]) }.map(\.field)
  }

  private func isRepeated(in values: some Sequence<Value>) -> Bool {
    values.contains { $0.elements.compactMap(\.text).contains(where: isRepeated) }
  }

  /// Whether a text holds one of them.
  func isRepeated(in text: String) -> Bool {
    guard !text.isEmpty else { return false }
    let plain = RepeatedWords.plain(text)
    return words.contains { RepeatedWords.find($0, in: plain) }
  }

  /// The lines of a text without what stands around them: blanks, and the marks of a quotation.
  private static func plain(_ text: String) -> [Unicode.Scalar] {
    var plain: [Unicode.Scalar] = []
    for whole in text.composed.unicodeScalars.split(whereSeparator: isLineEnd) {
      var line = whole.drop { $0.properties.isWhitespace || $0 == ">" || $0 == "|" }
      while let last = line.last, last.properties.isWhitespace { line.removeLast() }
      guard !line.isEmpty else { continue }
      if !plain.isEmpty { plain.append("\n") }
      plain += line
    }
    return plain
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    (0x0A...0x0D).contains(scalar.value) || scalar.value == 0x85
      || (0x2028...0x2029).contains(scalar.value)
  }

  /// Whether the word is in the text, with no more than one step for each character of both.
  ///
  /// Source: Knuth, Morris, Pratt, Fast pattern matching in strings, 1977.
  private static func find(_ word: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Bool {
    guard word.count <= text.count else { return false }
    let back = borders(of: word)
    var matched = 0
    for (index, scalar) in text.enumerated() {
      while matched > 0, word[matched] != scalar { matched = back[matched - 1] }
      if word[matched] == scalar { matched += 1 }
      guard matched == word.count else { continue }
      if stands(word, in: text, endingAt: index) { return true }
      matched = back[matched - 1]
    }
    return false
  }

  private static func borders(of word: [Unicode.Scalar]) -> [Int] {
    var borders = [Int](repeating: 0, count: word.count)
    var length = 0
    for index in word.indices.dropFirst() {
      while length > 0, word[length] != word[index] { length = borders[length - 1] }
      if word[length] == word[index] { length += 1 }
      borders[index] = length
    }
    return borders
  }

  /// Whether it is no part of a longer word, or long enough to be known there.
  private static func stands(
    _ word: [Unicode.Scalar], in text: [Unicode.Scalar], endingAt end: Int,
  ) -> Bool {
    guard word.count < telling else { return true }
    let start = end - word.count + 1
    let isCutBefore = start > 0 && isOfWord(text[start - 1]) && isOfWord(word[0])
    let isCutAfter =
      end + 1 < text.count && isOfWord(text[end + 1]) && isOfWord(word[word.count - 1])
    return !isCutBefore && !isCutAfter
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
