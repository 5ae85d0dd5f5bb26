/// Walks over a text that is digits and signs: times and their formats.
struct DigitReader {
  private(set) var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text.utf8[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Reads exactly so many digits as a number.
  mutating func number(digits count: Int) -> Int64? {
    let digits = digits(atMost: count)
    return digits.count == count ? Int64(String(decoding: digits, as: UTF8.self)) : nil
  }

  /// Reads at least one digit, and no more than so many, as a number.
  mutating func number(atMost count: Int) -> Int64? {
    let digits = digits(atMost: count)
    return digits.isEmpty ? nil : Int64(String(decoding: digits, as: UTF8.self))
  }

  /// Reads one of the words, in capital or small letters; gives its place among them.
  mutating func word(among words: [String]) -> Int? {
    let longest = words.enumerated().sorted { $0.element.utf8.count > $1.element.utf8.count }
    for (place, word) in longest {
      let found = String(decoding: rest.prefix(word.utf8.count), as: UTF8.self)
      guard found.lowercased() == word.lowercased() else { continue }
      rest = rest.dropFirst(word.utf8.count)
      return place
    }
    return nil
  }

  /// Reads a fraction's digits, at least one, as milliseconds; what is finer is cut off.
  mutating func fraction() -> Int64? {
    let digits = digits(atMost: 30)
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    for index in 0..<3 {
      let byte = index < digits.count ? digits[digits.startIndex + index] : UInt8(ascii: "0")
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// Skips a byte if it is the next one.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Skips these bytes if they are the next ones.
  mutating func skip(bytes: some Collection<UInt8>) -> Bool {
    guard rest.starts(with: bytes) else { return false }
    rest = rest.dropFirst(bytes.count)
    return true
  }

  /// Reads `Z`, `+02:00`, `+0200` or `+02` as seconds ahead of UTC.
  mutating func zoneOffset() -> Int64? {
    if skip("Z") { return 0 }
    let sign: Int64
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(digits: 2), hours <= 23 else { return nil }
    let hasColon = skip(":")
    guard hasColon || (rest.first.map(Self.isDigit) ?? false) else { return sign * hours * 3600 }
    guard let minutes = number(digits: 2), minutes <= 59 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func digits(atMost limit: Int) -> [UInt8] {
    let digits = Array(rest.prefix(limit).prefix(while: Self.isDigit))
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
