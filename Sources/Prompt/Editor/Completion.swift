/// What could stand at the cursor, and in place of what.
package struct Completion: Sendable {
  /// One of several texts that fit.
  package struct Candidate: Equatable, Sendable {
    /// What is inserted.
    package let text: String
    /// What a list shows.
    package let label: String
    /// What is said of it in a list, such as a ticket's subject.
    package let detail: String?
    /// What follows if it is the only one: a blank, a bracket or nothing.
    package let ending: String

    /// `label` is the text itself if nothing else is given.
    package init(_ text: String, label: String? = nil, detail: String? = nil, ending: String = "") {
      self.text = text
      self.label = label ?? text
      self.detail = detail
      self.ending = ending
    }
  }

  /// The part of the text that candidates replace.
  package let range: Range<String.Index>
  package let candidates: [Candidate]

  /// Candidates are sorted for lists: by their letters, and those that end with a number by it.
  package init(_ range: Range<String.Index>, _ candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates.sorted(by: Completion.precedes)
  }

  private static func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
    let (first, second) = (parts(of: one.label), parts(of: other.label))
    return (first.letters, first.number, one.label) < (second.letters, second.number, other.label)
  }

  /// A label such as `#42` in its letters and its number; without a number it is letters only.
  private static func parts(of label: String) -> (letters: String, number: Int) {
    let letters = label.prefix { !$0.isNumber }
    guard let number = Int(label[letters.endIndex...]) else { return (label, 0) }
    return (String(letters), number)
  }

  /// The range, counted in Unicode scalars.
  func scalars(in text: String) -> Range<Int> {
    let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
    return start..<(start + text.unicodeScalars[range].count)
  }

  /// What all candidates begin with.
  var commonBeginning: String {
    guard let first = candidates.first?.text else { return "" }
    return candidates.dropFirst().reduce(first) { common, candidate in
      String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
    }
  }

  /// What is to stand in place of the range; `nil` if nothing is known that does not stand there.
  func insertion(in text: String) -> String? {
    guard let first = candidates.first else { return nil }
    let present = text[range]
    if candidates.count == 1 {
      let whole = first.text + first.ending
      return whole == present ? nil : whole
    }
    let common = commonBeginning
    return common.count > present.count && common.hasPrefix(present) ? common : nil
  }
}
