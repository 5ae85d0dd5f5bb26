/// How a file writes characters.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// The encoding that a mark at the beginning of a file names, and how many bytes the mark has.
  static func marked(_ bytes: some Collection<UInt8>) -> (encoding: TextEncoding, count: Int)? {
    let start = Array(bytes.prefix(3))
    if start == [0xEF, 0xBB, 0xBF] { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }
}

/// Turns the bytes of a file into UTF-8, part by part.
struct TextDecoder {
  private let encoding: TextEncoding
  /// What waits for the rest of its character.
  private var rest: [UInt8] = []

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// The characters that have come to their end; what is none becomes a byte that UTF-8 has not.
  mutating func decode(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    switch encoding {
    case .utf8: bytes
    case .windows1252: bytes.flatMap(TextDecoder.windows1252)
    case .utf16, .utf16LittleEndian: units(bytes, isLast: isLast) { UInt16($1) << 8 | UInt16($0) }
    case .utf16BigEndian: units(bytes, isLast: isLast) { UInt16($0) << 8 | UInt16($1) }
    }
  }

  private mutating func units(
    _ bytes: [UInt8], isLast: Bool, _ unit: (UInt8, UInt8) -> UInt16,
  ) -> [UInt8] {
    let all = rest + bytes
    var output: [UInt8] = []
    output.reserveCapacity(all.count)
    var place = 0
    while place + 1 < all.count {
      let first = unit(all[place], all[place + 1])
      guard UTF16.isLeadSurrogate(first) else {
        TextDecoder.append(Unicode.Scalar(UInt32(first)), to: &output)
        place += 2
        continue
      }
      guard place + 3 < all.count else { break }
      let second = unit(all[place + 2], all[place + 3])
      guard UTF16.isTrailSurrogate(second) else {
        TextDecoder.append(nil, to: &output)
        place += 2
        continue
      }
      let value = 0x1_0000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
      TextDecoder.append(Unicode.Scalar(value), to: &output)
      place += 4
    }
    rest = Array(all[place...])
    if isLast, !rest.isEmpty {
      output.append(TextDecoder.invalid)
      rest = []
    }
    return output
  }

  private static func append(_ scalar: Unicode.Scalar?, to output: inout [UInt8]) {
    guard let scalar, let bytes = UTF8.encode(scalar) else { return output.append(invalid) }
    output.append(contentsOf: bytes)
  }

  /// A byte that stands nowhere in UTF-8.
  private static let invalid: UInt8 = 0xFF

  /// Source: WHATWG Encoding Standard, index windows-1252.
  private static func windows1252(_ byte: UInt8) -> [UInt8] {
    guard byte >= 0x80 else { return [byte] }
    let value = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
    return Unicode.Scalar(value).flatMap { UTF8.encode($0).map(Array.init) } ?? [invalid]
  }

  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]
}
