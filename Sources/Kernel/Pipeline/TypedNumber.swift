import Texts

/// Numbers and answers as people type them: in English always, and as their language writes them.
package struct TypedNumber {
  /// Why a text is no number, where more can be said of it than that.
  package enum Problem: Error, Equatable {
    case noNumber
    /// It has one mark, three digits before its end: a number of thousands to some, a fraction to
    /// others.
    case twofold(one: String, other: String)
    /// It has a mark that the reader's language does not have, as `1,5` in English.
    case otherMark(right: String)
  }

  private let text: String
  private let writing: Writing

  /// Takes a text that somebody of that language typed; `nil` for what no person typed.
  ///
  /// A percent sign behind the number says nothing more: 80 % is 80.
  package init(_ text: String, in language: Language?) {
    let text = text.trimmingBlanks
    self.text = text.last == "%" ? String(text.dropLast()).trimmingBlanks : text
    writing = (language ?? .english).writing
  }

  /// A whole number: `1234`, and `1.234` where that is how thousands are written.
  package func integer() -> Int64? {
    Int64(text) ?? plain(requiresGroups: true).flatMap { Int64($0) }
  }

  /// Any number: `1.5`, and `1,5` or `1.234,5` where they are written so.
  package func number() throws(Problem) -> Double {
    if let twofold { throw twofold }
    if let number = Double(text) {
      guard number.isFinite else { throw .noNumber }
      return number
    }
    if let plain = plain(requiresGroups: false), let number = Double(plain), number.isFinite {
      return number
    }
    let turned = String(text.map { $0 == "," ? "." : $0 })
    guard text.contains(","), text.count(where: { ",.".contains($0) }) == 1, Double(turned) != nil
    else { throw .noNumber }
    throw .otherMark(right: turned)
  }

  /// The number as English writes it, without marks between thousands; `nil` for what is none.
  private func plain(requiresGroups: Bool) -> String? {
    let sign = text.prefix { "+-".contains($0) }
    guard sign.count <= 1 else { return nil }
    let halves = text.dropFirst(sign.count)
      .split(separator: writing.decimalMark, omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), halves.count == 1 || Self.isDigits(halves[1]) else {
      return nil
    }
    let groups = halves[0].split(omittingEmptySubsequences: false) { isGroupMark($0) }
    guard groups.allSatisfy(Self.isDigits), groups.count > 1 || !requiresGroups,
      groups.count == 1
        || groups[0].count <= 3 && groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return sign + groups.joined() + (halves.count == 2 ? ".\(halves[1])" : "")
  }

  /// `1.234` where thousands have points, `1,234` where fractions have them.
  private var twofold: Problem? {
    guard let group = writing.groupMark, ".,".contains(group) else { return nil }
    let digits = text.drop { "+-".contains($0) }
    let parts = digits.split(separator: group, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...3).contains(parts[0].count), parts[1].count == 3,
      parts.allSatisfy(Self.isDigits), parts[0] != "0"
    else { return nil }
    let sign = text.prefix { "+-".contains($0) }
    return .twofold(
      one: sign + parts.joined(),
      other: sign + parts.joined(separator: String(writing.decimalMark)))
  }

  /// A blank between thousands may be any that does not break a line, or a plain one.
  private func isGroupMark(_ character: Character) -> Bool {
    guard let mark = writing.groupMark else { return false }
    let blanks = " \u{A0}\u{202F}\u{2009}"
    return character == mark || blanks.contains(mark) && blanks.contains(character)
  }

  private static func isDigits(_ part: Substring) -> Bool {
    !part.isEmpty && part.utf8.allSatisfy({ (48...57).contains($0) })
  }
}

extension TypedNumber.Problem {
  /// What to say of the value, beside that it is no number.
  package func text(of value: String) -> Text {
    switch self {
    case .noNumber: Text.fieldWantsNumber(value: value)
    case .twofold(let one, let other):
      Text.fieldNumberTwofold(value: value, one: one, other: other)
    case .otherMark(let right): Text.fieldNumberMark(right: right, value: value)
    }
  }
}

/// Yes and no as people type them.
package enum TypedAnswer {
  /// What the word says, in English or in the language; `nil` where it says neither.
  package static func isYes(_ text: String, in language: Language?) -> Bool? {
    if let answer = typed[text] { return answer }
    let word = TextFolding.stored(text)
    for language in [.english, language ?? .english] where !word.isEmpty {
      if words(Text.wordAffirmed, in: language).contains(word) { return true }
      if words(Text.wordDenied, in: language).contains(word) { return false }
    }
    return nil
  }

  /// What programs write.
  private static let typed = ["yes": true, "true": true, "no": false, "false": false]

  /// The words that a text has, with blanks between them.
  private static func words(_ text: Text, in language: Language) -> [String] {
    text.rendered(in: language).split(separator: " ").map { TextFolding.stored(String($0)) }
  }
}
