/// An address of the Internet Protocol, of version 4 or 6.
package struct NetworkAddress: Hashable, Sendable {
  /// 4 bytes or 16, as they stand on the wire.
  package let bytes: [UInt8]

  /// `nil` where there are neither 4 bytes nor 16.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads `192.0.2.1` or `2001:db8::1`, without brackets, and no other way of writing them.
  package init?(_ text: String) {
    guard let bytes = NetworkAddress.version4(text) ?? NetworkAddress.version6(text) else {
      return nil
    }
    self.bytes = bytes
  }

  /// Four numbers without leading zeros, which some read as octal.
  private static func version4(_ text: some StringProtocol) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { part -> UInt8? in
      let isPlain = part.utf8.allSatisfy { (48...57).contains($0) } && part.utf8.count <= 3
      return isPlain && (part.utf8.count == 1 || !part.hasPrefix("0")) ? UInt8(part) : nil
    }
    return parts.count == 4 && bytes.count == 4 ? bytes : nil
  }

  /// Groups of four digits, of which `::` leaves zeros out once; the last two may be version 4.
  private static func version6(_ text: String) -> [UInt8]? {
    var text = text
    if text.contains(".") {
      guard let colon = text.lastIndex(of: ":"),
        let tail = version4(text[text.index(after: colon)...])
      else { return nil }
      let groups = [tail[0...1], tail[2...3]].map { pair in
        String(pair.reduce(0) { $0 << 8 | Int($1) }, radix: 16)
      }
      text = text[...colon] + groups.joined(separator: ":")
    }
    guard let gap = text.firstRange(of: "::") else {
      return groups(text[...]).flatMap { $0.count == 16 ? $0 : nil }
    }
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
      head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes: [UInt8] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
        let group = UInt16(part, radix: 16)
      else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xff)]
    }
    return bytes
  }
}

extension NetworkAddress {
  /// Whether it is of a machine on the internet, as anybody can reach it.
  ///
  /// Source: IANA's registries of special-purpose addresses (RFC 6890). Of version 6 only 2000::/3 is
  /// given out; what stands for an address of version 4 within it, or is mapped to one, is not public.
  package var isPublic: Bool {
    let special = bytes.count == 4 ? NetworkAddress.special4 : NetworkAddress.special6
    guard bytes.count == 4 || bytes[0] & 0xe0 == 0x20 else { return false }
    return !special.contains { has(prefix: $0.bytes, bits: $0.bits) }
  }

  /// Whether it is the very machine that asks.
  package var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  private func has(prefix: [UInt8], bits: Int) -> Bool {
    (0..<bits).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      let wanted = bit / 8 < prefix.count ? prefix[bit / 8] : 0
      return bytes[bit / 8] & mask == wanted & mask
    }
  }

  private static let special4: [(bytes: [UInt8], bits: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  private static let special6: [(bytes: [UInt8], bits: Int)] = [
    ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0d, 0xb8], 32), ([0x20, 0x02], 16),
    ([0x3f, 0xff], 20),
  ]
}

extension NetworkAddress: CustomStringConvertible {
  package var description: String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2)
      .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
  }
}
