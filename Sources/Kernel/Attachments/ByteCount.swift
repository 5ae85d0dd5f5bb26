import Texts

/// A number of bytes in words: `512 bytes`, `1.5 kB`, `25 MB`.
///
/// A MB has 1,048,576 bytes, as everywhere in Docket's limits.
package struct ByteCount: CustomStringConvertible {
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
    let tenths = (size * 10 + 512) / 1_024
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
    let shifts = ["": 0, "B": 0, "KB": 10, "MB": 20, "GB": 30]
    guard let number = Int64(digits), let shift = shifts[rest], number <= Int64.max >> shift
    else { return nil }
    bytes = number << shift
  }
}

extension ByteCount: TextConvertible {
  package var textValue: TextValue { .text(text) }
}
