import Texts

/// A piece of a date as it was typed, with all that it may mean.
struct DateToken: Sendable {
  var meanings: [DateWords.Meaning] = []
  /// A number in thousandths, as in `1,5`; a number without a fraction is one as well.
  var thousandths: Int64?
  /// How many digits the number has.
  var digits = 0
  /// Hours and minutes, as in `9:00`; also `9.30`, which is one only where it is said to be.
  var clock: (hour: Int64, minute: Int64)?
  /// Whether it is written with a colon, and so is a time of day whatever stands beside it.
  var hasColon = false
  /// A date in digits.
  var date: DigitDate?

  /// The whole number that it is, in digits or in words.
  var number: Int64? {
    if let thousandths { return thousandths.isMultiple(of: 1000) ? thousandths / 1000 : nil }
    for case .number(let number) in meanings { return number }
    return nil
  }

  func means(_ meaning: DateWords.Meaning) -> Bool { meanings.contains(meaning) }

  var unit: (unit: DateWords.LengthUnit, isOne: Bool)? {
    for case .unit(let unit, let isOne) in meanings { return (unit, isOne) }
    return nil
  }

  var weekday: Int64? {
    for case .weekday(let day) in meanings { return day }
    return nil
  }

  var month: Int64? {
    for case .month(let month) in meanings { return month }
    return nil
  }

  var turn: Int64? {
    for case .turn(let turn) in meanings { return turn }
    return nil
  }
}

extension DateToken {
  /// The most that a date has of them.
  private static let most = 12

  /// The pieces of a text, words of several parts as one; `nil` where one means nothing.
  static func all(in text: String, by words: DateWords) -> [DateToken]? {
    var rest: [Piece] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      rest += pieces(of: word, by: words)
      guard rest.count <= most else { return nil }
    }
    var tokens: [DateToken] = []
    var left = rest[...]
    while let first = left.first {
      guard case .word = first else {
        tokens.append(first.token)
        left = left.dropFirst()
        continue
      }
      guard let (count, meanings) = longest(left, in: words) else { return nil }
      left = left.dropFirst(count)
      // What makes a number one that counts says nothing more.
      let isBehindNumber = tokens.last?.thousandths != nil
      if meanings.contains(.ordinal), isBehindNumber, meanings.count == 1 { continue }
      tokens.append(DateToken(meanings: meanings))
    }
    return tokens
  }

  private enum Piece {
    case word(String)
    case token(DateToken)

    var token: DateToken {
      switch self {
      case .word: DateToken()
      case .token(let token): token
      }
    }

    var word: String? { if case .word(let word) = self { word } else { nil } }
  }

  /// The longest run of words that means something.
  private static func longest(
    _ pieces: ArraySlice<Piece>, in words: DateWords,
  ) -> (Int, [DateWords.Meaning])? {
    let run = pieces.prefix(4).prefix { $0.word != nil }.compactMap(\.word)
    for count in (1...max(1, run.count)).reversed() {
      if let meanings = words.meanings[run.prefix(count).joined(separator: " ")] {
        return (count, meanings)
      }
    }
    return nil
  }

  /// What stands between blanks, taken apart at hyphens and between digits and letters: `9h30`,
  /// `last-week`, `31-го`.
  private static func pieces(of word: Substring, by words: DateWords) -> [Piece] {
    let word = word.last.map { ",;".contains($0) } == true ? word.dropLast() : word
    if let date = DigitDate(word) { return [.token(DateToken(date: date))] }
    // A sign before a number is no hyphen.
    guard word.first.map({ "-_/".contains($0) }) != true else { return [.token(DateToken())] }
    return word.split { $0 == "-" || $0 == "_" || $0 == "/" }.flatMap { part -> [Piece] in
      var found: [Piece] = []
      var rest = part
      while let first = rest.first {
        if first.isASCII, first.isNumber {
          let digits = rest.prefix { $0.isASCII && ($0.isNumber || ".,:".contains($0)) }
          rest = rest[digits.endIndex...]
          found.append(.token(number(digits, decimalMark: words.language.writing.decimalMark)))
        } else {
          let letters = rest.prefix { !($0.isASCII && $0.isNumber) }
          rest = rest[letters.endIndex...]
          found += letters.split(separator: ",").map { TextFolding.stored(String($0)) }
            .filter { !$0.isEmpty }.map { .word($0) }
        }
      }
      return found
    }
  }

  /// `9`, `31.`, `9:00`, `9.30`, `1,5`; what is none of them means nothing.
  private static func number(_ written: Substring, decimalMark: Character) -> DateToken {
    let text = written.last.map { ".,".contains($0) } == true ? written.dropLast() : written
    var token = DateToken()
    let parts = text.split(omittingEmptySubsequences: false) { !$0.isNumber }
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...6).contains($0.count) }),
      let whole = Int64(parts[0])
    else { return token }
    guard parts.count == 2, let behind = Int64(parts[1]) else {
      (token.thousandths, token.digits) = (whole * 1000, parts[0].count)
      return token
    }
    let mark = text[parts[0].endIndex]
    if mark != ",", parts[0].count <= 2, parts[1].count == 2 {
      (token.clock, token.hasColon) = ((whole, behind), mark == ":")
    }
    if mark != ":", mark == "." || mark == decimalMark, parts[1].count <= 3 {
      let scale: Int64 = [100, 10, 1][parts[1].count - 1]
      token.thousandths = whole * 1000 + behind * scale
    }
    return token
  }
}
