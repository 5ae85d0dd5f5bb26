import Texts

/// A number of bytes in words: `512 bytes`, `1.5 kB`, `25 MB`.
///
/// A MB has 1,048,576 bytes, as everywhere in Docket's limits.
package struct ByteCount: CustomStringConvertible, Equatable, Sendable {
  package let bytes: Int64

  package init(_ bytes: Int64) {
    self.bytes = bytes
  }

  package var description: String {
    text.description
  }

  /// The same in the reader's language.
  package var text: Text {
    guard bytes >= 1_024 else { return Text.wordBytes(count: bytes) }
    var unit = 0
    var size = bytes
    while size >= 1_024 * 1_024, unit < 2 {
      size /= 1_024
      unit += 1
    }
    var tenths = (size * 10 + 512) / 1_024
    // 1024 kB are a MB.
    if tenths + 5 > 10_240, unit < 2 { (tenths, unit) = (10, unit + 1) }
    let isWhole = tenths >= 100 || tenths.isMultiple(of: 10)
    let number: any TextConvertible = isWhole ? (tenths + 5) / 10 : Double(tenths) / 10
    return switch unit {
    case 0: Text.wordKilobytes(number: number)
    case 1: Text.wordMegabytes(number: number)
    default: Text.wordGigabytes(number: number)
    }
  }

  /// Reads `25 MB`, `500kB`, `1048576`; `nil` for anything else.
  package init?(parsing text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count).filter { $0 != " " }.uppercased()
    guard let number = Int64(digits), let shift = ByteCount.shifts[rest],
      number <= Int64.max >> shift
    else { return nil }
    bytes = number << shift
  }

  private static let shifts = ["": 0, "B": 0, "KB": 10, "MB": 20, "GB": 30]

  /// As `init(parsing:)` reads it, exactly: `25 MB`, `1536 kB`.
  package var exact: String {
    let units = [(30, "GB"), (20, "MB"), (10, "kB")]
    let unit = units.first { bytes > 0 && bytes.isMultiple(of: 1 << $0.0) }
    return unit.map { "\(bytes >> $0.0) \($0.1)" } ?? "\(bytes)"
  }
}

extension ByteCount {
  /// Reads a size as people write it: `1.5 MB` in English and, in the language, also `1,5 МБ`.
  ///
  /// Throws where it is none, or where its number may be two.
  init(typed text: String, in language: Language?) throws(TypedNumber.Problem) {
    if let exact = ByteCount(parsing: text.trimmingBlanks) {
      self = exact
      return
    }
    let text = text.trimmingBlanks
    let letters = text.drop { !$0.isLetter }
    let word = TextFolding.stored(String(letters))
    let languages = [.english, language ?? .english]
    guard let shift = languages.lazy.compactMap({ ByteCount.shift(of: word, in: $0) }).first
    else { throw .noNumber }
    let written = String(text.dropLast(letters.count))
    let number = try TypedNumber(written, in: language).number() * Double(1 << shift)
    guard let bytes = Int64(exactly: number.rounded()), bytes >= 0 else { throw .noNumber }
    self.init(bytes)
  }

  /// How far a unit moves the bytes to the left; `nil` for what is no unit of the language.
  private static func shift(of word: String, in language: Language) -> Int? {
    let units: [(Int, Text)] = [
      (10, Text.wordKilobytes(number: "")), (20, Text.wordMegabytes(number: "")),
      (30, Text.wordGigabytes(number: "")),
    ]
    func unit(_ text: Text) -> String { TextFolding.stored(text.rendered(in: language)) }
    if let found = units.first(where: { unit($0.1) == word }) { return found.0 }
    // A word has its forms beside numbers.
    let bytes = [0, 1, 2, 5].map { "\(unit(Text.wordBytes(count: $0)).dropFirst(2))" }
    return word.isEmpty || bytes.contains(word) ? 0 : nil
  }
}

extension ByteCount: TextConvertible {
  package var textValue: TextValue { .text(text) }
}
