/// How a file writes characters.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"

  /// What the bytes from 0x80 on stand for, where each byte is a character; `nil` elsewhere.
  var upper: [UInt16]? {
    switch self {
    case .windows1251: TextEncoding.upper1251
    case .windows1252: TextEncoding.upper1252
    case .utf8, .utf16, .utf16LittleEndian, .utf16BigEndian: nil
    }
  }

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
    if let upper = encoding.upper { return bytes.flatMap { TextDecoder.character($0, upper) } }
    return switch encoding {
    case .utf16, .utf16LittleEndian: units(bytes, isLast: isLast) { UInt16($1) << 8 | UInt16($0) }
    case .utf16BigEndian: units(bytes, isLast: isLast) { UInt16($0) << 8 | UInt16($1) }
    case .utf8, .windows1251, .windows1252: bytes
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

  private static func character(_ byte: UInt8, _ upper: [UInt16]) -> [UInt8] {
    guard byte >= 0x80 else { return [byte] }
    let scalar = Unicode.Scalar(upper[Int(byte) - 0x80])
    return scalar.flatMap { UTF8.encode($0).map(Array.init) } ?? [invalid]
  }
}

/// Source: WHATWG Encoding Standard, indexes windows-1251 and windows-1252.
extension TextEncoding {
  private static let upper1251: [UInt16] =
    [
      0x402, 0x403, 0x201A, 0x453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x409, 0x2039,
      0x40A, 0x40C, 0x40B, 0x40F, 0x452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x98,
      0x2122, 0x459, 0x203A, 0x45A, 0x45C, 0x45B, 0x45F, 0xA0, 0x40E, 0x45E, 0x408, 0xA4, 0x490,
      0xA6,
      0xA7, 0x401, 0xA9, 0x404, 0xAB, 0xAC, 0xAD, 0xAE, 0x407, 0xB0, 0xB1, 0x406, 0x456, 0x491,
      0xB5,
      0xB6, 0xB7, 0x451, 0x2116, 0x454, 0xBB, 0x458, 0x405, 0x455, 0x457,
    ] + Array(0x410...0x44F)

  private static let upper1252: [UInt16] =
    [
      0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
      0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
      0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ] + Array(0xA0...0xFF)
}
