extension [UInt8] {
  /// Two lower-case hexadecimal digits for each byte.
  package var hex: String {
    unsafe String(unsafeUninitializedCapacity: count * 2) { output in
      for (index, byte) in enumerated() {
        unsafe output[index * 2] = digit(byte >> 4)
        unsafe output[index * 2 + 1] = digit(byte & 15)
      }
      return count * 2
    }
  }

  /// Reads pairs of hexadecimal digits, in either case; `nil` where there is anything else.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self = bytes
  }
}

private func digit(_ nibble: UInt8) -> UInt8 {
  nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}

private func nibble(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension [UInt8] {
  /// Appends a text's bytes at once, if it is in one piece, as it nearly always is.
  @inlinable package mutating func append(utf8 text: String) {
    let done: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      unsafe append(contentsOf: bytes)
    }
    if done == nil { append(contentsOf: text.utf8) }
  }
}
