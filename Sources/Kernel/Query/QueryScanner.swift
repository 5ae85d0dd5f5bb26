import Texts

/// Walks over the text of a query: names, words, quoted texts, values and ranges.
///
/// It works on Unicode scalars, so that no combining mark can swallow a quote or a parenthesis.
struct QueryScanner {
  private let scalars: [Unicode.Scalar]
  /// The column of each scalar.
  private let columns: [Int]
  var position = 0

  /// A value as it is written.
  struct Written: Equatable {
    enum Form { case bare, quoted, placeholder }

    let text: String
    let form: Form
    let column: Int
    /// Where it stands, by scalars, with its quotes or its `$`.
    var place = 0..<0
  }

  /// A value, or a range with at least one end.
  enum WrittenMatch {
    case single(Written)
    case range(Written?, Written?, column: Int)
  }

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    columns = text.enumerated().flatMap { index, character in
      character.unicodeScalars.map { _ in index + 1 }
    }
  }

  var isAtEnd: Bool { position >= scalars.count }

  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  /// Where it is in the text, in characters from 1.
  var column: Int { column(at: position) }

  func column(at position: Int) -> Int {
    position < columns.count ? columns[position] : (columns.last ?? 0) + 1
  }

  mutating func skipSpaces() {
    while let next, next.properties.isWhitespace { position += 1 }
  }

  mutating func skip(_ text: String) -> Bool {
    let wanted = text.unicodeScalars
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Reads a field's name if one stands here: letters, digits, `_` and `.`.
  mutating func name() -> String? {
    guard let next, Self.isNameStart(next) else { return nil }
    return take(while: Self.isNamePart)
  }

  /// Reads everything up to a space, a parenthesis or a quote.
  mutating func word() -> String {
    take { !Self.isEnd($0) }
  }

  /// Reads the values after a field's name, with commas between them.
  mutating func values(of field: String) throws(QueryError) -> [WrittenMatch] {
    var matches: [WrittenMatch] = []
    repeat { matches.append(try match(of: field)) } while skip(",")
    if let next, !next.properties.isWhitespace, next != ")" {
      throw .syntax(Text.queryNoSpace(next: next), column: column)
    }
    return matches
  }

  private mutating func match(of field: String) throws(QueryError) -> WrittenMatch {
    let start = column
    if let next, "<>=".unicodeScalars.contains(next) {
      throw .syntax(Text.queryNoColon(field: field), column: start)
    }
    let lower = try value()
    guard skip("..") else {
      guard let lower else {
        throw .syntax(Text.queryNoValue(field: field), column: start)
      }
      return .single(lower)
    }
    let upper = try value()
    if lower == nil, upper == nil {
      throw .syntax(
        Text.queryRangeEnd(field: field), column: start)
    }
    return .range(lower, upper, column: start)
  }

  /// Reads one value: quoted, a placeholder, or up to a space, comma, parenthesis or `..`.
  mutating func value() throws(QueryError) -> Written? {
    let (start, first) = (column, position)
    if next == "\"" {
      let text = try quoted()
      return Written(text: text, form: .quoted, column: start, place: first..<position)
    }
    if skip("$") {
      var name = ""
      // Two dots are those of a range.
      while let next, Self.isNamePart(next), !isAtDots {
        name.unicodeScalars.append(next)
        position += 1
      }
      if name.isEmpty { throw .syntax(Text.queryPlaceholderName, column: start) }
      return Written(text: name, form: .placeholder, column: start, place: first..<position)
    }
    var text = String.UnicodeScalarView()
    while let next, !Self.isEnd(next), next != ",", !isAtDots {
      text.append(next)
      position += 1
    }
    return text.isEmpty
      ? nil : Written(text: String(text), form: .bare, column: start, place: first..<position)
  }

  /// Reads a text in quotes, with `\"`, `\\`, `\n`, `\t` and `\u{1F600}`.
  mutating func quoted() throws(QueryError) -> String {
    let start = column
    position += 1
    var text = String.UnicodeScalarView()
    while let scalar = next, scalar != "\"" {
      position += 1
      text.append(scalar == "\\" ? try escape() : scalar)
    }
    guard skip("\"") else { throw .syntax(Text.queryNoClosingQuote, column: start) }
    return String(text)
  }

  private mutating func escape() throws(QueryError) -> Unicode.Scalar {
    let start = column(at: position - 1)
    guard let letter = next else { throw .syntax(Text.queryNoClosingQuote, column: start) }
    position += 1
    switch letter {
    case "\"", "\\": return letter
    case "n": return "\n"
    case "t": return "\t"
    case "u":
      if skip("{"), let value = UInt32(take { $0 != "}" && $0 != "\"" }, radix: 16), skip("}"),
        let scalar = Unicode.Scalar(value)
      {
        return scalar
      }
    default: break
    }
    throw .syntax(Text.queryEscape, column: start)
  }

  /// The word before a colon that would be a field's name in another script: `срок` of `срок:завтра`.
  static func nameInLetters(beforeColonIn word: String) -> String? {
    let scalars = word.unicodeScalars
    guard let colon = scalars.firstIndex(of: ":"), let first = scalars.first,
      first.properties.isAlphabetic, scalars[..<colon].allSatisfy(isLetterOfName)
    else { return nil }
    return String(scalars[..<colon])
  }

  private static func isLetterOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
      || isNamePart(scalar)
  }

  private var isAtDots: Bool { scalars[position...].starts(with: "..".unicodeScalars) }

  private mutating func take(while accepts: (Unicode.Scalar) -> Bool) -> String {
    let taken = scalars[position...].prefix(while: accepts)
    position += taken.count
    var text = ""
    for scalar in taken { text.unicodeScalars.append(scalar) }
    return text
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "(" || scalar == ")" || scalar == "\""
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    isNameStart(scalar) || ("0"..."9").contains(scalar) || scalar == "."
  }
}
