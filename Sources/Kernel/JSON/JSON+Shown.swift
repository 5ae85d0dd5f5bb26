extension JSON {
  /// The document for people and for other programs.
  ///
  /// It differs from `bytes`, which is what is hashed, in that nothing in it acts on a terminal: DEL,
  /// the controls of C1 and those of the direction of writing stand as `\u009b`. Who reads the
  /// document gets the same texts.
  package var shownBytes: [UInt8] {
    let plain = bytes
    guard plain.contains(where: JSON.begins) else { return plain }
    var output: [UInt8] = []
    output.reserveCapacity(plain.count + 64)
    // Outside of its strings a document has only visible characters of ASCII.
    for scalar in String(decoding: plain, as: UTF8.self).unicodeScalars {
      if JSON.isObeyed(scalar) {
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
        output.append(contentsOf: "\\u\(zeros)\(digits)".utf8)
      } else {
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
      }
    }
    return output
  }

  /// Whether a byte can begin what is escaped.
  private static func begins(_ byte: UInt8) -> Bool {
    byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
  }

  /// Source: the Unicode property Bidi_Control, and the ends of lines that are not of ASCII.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
