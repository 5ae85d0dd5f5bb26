import Texts

/// A piece of a date as it was typed, with all that it may mean.
struct DateToken: Sendable {
  /// How it is written that a number counts.
  enum CountMark {
    /// A point, as in `31.`
    case point
    /// A few letters, as in `31st`.
    case letters
  }

  var meanings: [DateWords.Meaning] = []
  /// The words that it is, as `TextFolding` stores them; empty for a number.
  var word = ""
  /// A number in thousandths, as in `1,5`; a number without a fraction is one as well.
  var thousandths: Int64?
  /// Whether it is a number of thousands to some and has a fraction to others, as `1.234`.
  var isTwofold = false
  /// How many digits the number has.
  var digits = 0
  /// Hours and minutes, as in `9:00`; also `9.30`, which is one only where it is said to be.
  var clock: (hour: Int64, minute: Int64)?
  /// Whether it is written with a colon, and so is a time of day whatever stands beside it.
  var hasColon = false
  /// Whether it is written with a hyphen, as `9-30`, and so is a time only where more says so.
  var hasHyphen = false
  /// A day and its month, as in `15.12`, or in `15-12`, which may be hours and minutes as well.
  var short: ShortDate?
  /// A date in digits.
  var date: DigitDate?
  /// Thousandths, of what is written as `1/2` and may be a date as well.
  var fraction: Int64?
  /// How a number in digits is made one that counts; `nil` for one that does not, and for words.
  var countMark: CountMark?

  /// The whole number that it is, in digits or in words.
  var number: Int64? {
    if let thousandths { return thousandths.isMultiple(of: 1000) ? thousandths / 1000 : nil }
    for case .number(let number) in meanings { return number }
    return nil
  }

  /// How many there are of what follows, in thousandths.
  var count: Int64? {
    means(.oneAndHalf) ? 1500 : thousandths ?? number.map { $0 * 1000 }
  }

  /// The number of one that counts: `31st`, `the first`.
  var ordinal: Int64? {
    if countMark != nil { return number }
    for case .ordinalNumber(let number) in meanings { return number }
    return nil
  }

  /// Minutes after midnight, of `noon` and `midnight`.
  var timeOfDay: Int64? {
    for case .timeOfDay(let minutes) in meanings { return minutes }
    return nil
  }

  /// Whether it says a part of the day and no hour of it, as `morning`.
  var isPartOfDay: Bool { means(.beforeNoon) || means(.afterNoon) || means(.night) }

  /// A length of time that is said in a few words, as `half an hour`.
  var length: TimeSpan? {
    for case .length(let span) in meanings { return span }
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
      guard let (count, run, meanings) = longest(left, in: words) else {
        guard let parts = first.word.flatMap({ parts(of: $0, in: words) }) else { return nil }
        tokens += parts
        left = left.dropFirst()
        continue
      }
      left = left.dropFirst(count)
      // What makes a number one that counts says nothing more.
      if meanings.contains(.ordinal), tokens.last?.thousandths != nil {
        tokens[tokens.count - 1].countMark = .letters
        if meanings.count == 1 { continue }
      }
      tokens += words.expansions[run] ?? [DateToken(meanings: meanings, word: run)]
    }
    return tokens
  }

  enum Piece {
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
    _ pieces: ArraySlice<Piece>, in known: DateWords,
  ) -> (count: Int, run: String, meanings: [DateWords.Meaning])? {
    let words = pieces.prefix(4).prefix { $0.word != nil }.compactMap(\.word)
    for count in (1...max(1, words.count)).reversed() {
      let run = words.prefix(count).joined(separator: " ")
      if let meanings = known.meanings[run] { return (count, run, meanings) }
    }
    return nil
  }

  /// Two words that are written as one: `zweieinhalb`, `полдевятого`.
  private static func parts(of word: String, in words: DateWords) -> [DateToken]? {
    for cut in word.indices.dropFirst() {
      let (head, tail) = (String(word[..<cut]), String(word[cut...]))
      guard let first = words.meanings[head], let second = words.meanings[tail] else { continue }
      let tokens = [
        DateToken(meanings: first, word: head), DateToken(meanings: second, word: tail),
      ]
      let isHour =
        first.allSatisfy { $0 == .middleOf } && (tokens[1].number ?? tokens[1].ordinal) != nil
      if isHour || tokens[0].number != nil && second.contains(.andHalf) { return tokens }
    }
    return nil
  }

  private static let fractions: [String: Int64] = ["1/2": 500, "1/4": 250, "3/4": 750]

  /// What stands between blanks, taken apart at hyphens and between digits and letters: `9h30`,
  /// `last-week`, `31-го`.
  static func pieces(of word: Substring, by words: DateWords) -> [Piece] {
    let word = word.last.map { ",;".contains($0) } == true ? word.dropLast() : word
    if let date = DigitDate(word) {
      return [.token(DateToken(date: date, fraction: fractions[String(word)]))]
    }
    if let token = hyphened(word) { return [.token(token)] }
    // A sign before a number is no hyphen.
    guard word.first.map({ "-_/".contains($0) }) != true else { return [.token(DateToken())] }
    return word.split { $0 == "-" || $0 == "_" || $0 == "/" }.flatMap { part -> [Piece] in
      var found: [Piece] = []
      var rest = part
      while let first = rest.first {
        if first.isASCII, first.isNumber {
          let digits = rest.prefix { $0.isASCII && ($0.isNumber || ".,:".contains($0)) }
          rest = rest[digits.endIndex...]
          found.append(.token(number(digits, by: words.language.writing)))
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

  /// `9-30`, which is hours and minutes or a day and its month; `nil` for anything else.
  private static func hyphened(_ word: Substring) -> DateToken? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isASCII) }),
      (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
      let first = Int64(parts[0]), let second = Int64(parts[1])
    else { return nil }
    var token = DateToken()
    if parts[1].count == 2 { token.clock = (first, second) }
    token.hasHyphen = true
    token.short = ShortDate(day: first, month: second, mark: "-")
    return token
  }

  /// `9`, `31.`, `9:00`, `9.30`, `1,5`; what is none of them means nothing.
  private static func number(_ written: Substring, by writing: Writing) -> DateToken {
    let text = written.last.map { ".,".contains($0) } == true ? written.dropLast() : written
    var token = DateToken()
    let parts = text.split(omittingEmptySubsequences: false) { !$0.isNumber }
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...6).contains($0.count) }),
      let whole = Int64(parts[0])
    else { return token }
    guard parts.count == 2, let behind = Int64(parts[1]) else {
      (token.thousandths, token.digits) = (whole * 1000, parts[0].count)
      token.countMark = written.last == "." ? .point : nil
      return token
    }
    let mark = text[parts[0].endIndex]
    if mark != ",", parts[0].count <= 2, parts[1].count == 2 {
      (token.clock, token.hasColon) = ((whole, behind), mark == ":")
    }
    if mark == ".", parts[0].count <= 2, parts[1].count <= 2 {
      token.short = ShortDate(day: whole, month: behind, mark: mark)
    }
    if mark == writing.groupMark, parts[1].count == 3, parts[0].count <= 3, whole > 0 {
      token.isTwofold = true
    } else if mark != ":", mark == "." || mark == writing.decimalMark, parts[1].count <= 3 {
      let scale: Int64 = [100, 10, 1][parts[1].count - 1]
      token.thousandths = whole * 1000 + behind * scale
    }
    return token
  }
}
