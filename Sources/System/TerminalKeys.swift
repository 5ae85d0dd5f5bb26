/// A key that somebody presses at a screen.
package enum TerminalKey: Hashable, Sendable {
  case up, down, left, right
  case shiftLeft, shiftRight
  case pageUp, pageDown, home, end
  case enter, escape, backspace
  /// What a key types.
  case character(Character)
  /// A key together with Ctrl, by its small letter.
  case control(Character)
}

/// Finds the keys in what a terminal sends, also where a sequence comes in pieces.
///
/// Source of the sequences: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
package struct TerminalKeys {
  /// The beginning of a key whose rest is to come.
  private var rest: [UInt8] = []

  package init() {}

  /// Whether a key has begun: an escape alone is told from a sequence by nothing following soon.
  package var isWaiting: Bool { !rest.isEmpty }

  /// The keys that end in these bytes; what no screen knows is left out.
  package mutating func take(_ bytes: [UInt8]) -> [TerminalKey] {
    var left = (rest + bytes)[...]
    rest = []
    var keys: [TerminalKey] = []
    while let first = left.first {
      guard let (length, key) = TerminalKeys.next(first, in: left) else {
        // A sequence that never ends is none.
        if left.count < TerminalKeys.longest { rest = Array(left) }
        break
      }
      if let key { keys.append(key) }
      left = left.dropFirst(length)
    }
    return keys
  }

  /// The key that nothing followed.
  package mutating func takeRest() -> [TerminalKey] {
    defer { rest = [] }
    return rest.first == TerminalKeys.escape ? [.escape] : []
  }

  private typealias Found = (length: Int, key: TerminalKey?)

  /// The key at the beginning with its length in bytes; `nil` if its end is to come.
  private static func next(_ first: UInt8, in bytes: ArraySlice<UInt8>) -> Found? {
    switch first {
    case escape: sequence(in: bytes)
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): (1, .enter)
    case 0x08, 0x7F: (1, .backspace)
    case 0..<0x20: (1, .control(Character(Unicode.Scalar(first | 0x60))))
    default: character(first, in: bytes)
    }
  }

  private static func character(_ first: UInt8, in bytes: ArraySlice<UInt8>) -> Found? {
    let length =
      switch first {
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 1
      }
    guard bytes.count >= length else { return nil }
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    guard text != "\u{FFFD}", let character = text.first, text.count == 1 else { return (1, nil) }
    return (length, .character(character))
  }

  private static func sequence(in bytes: ArraySlice<UInt8>) -> Found? {
    guard let kind = bytes.dropFirst().first else { return nil }
    switch kind {
    case UInt8(ascii: "["):
      let inner = bytes.dropFirst(2)
      guard let end = inner.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      let parameters = String(decoding: inner[..<end], as: UTF8.self)
      return (end - bytes.startIndex + 1, key(bytes[end], parameters))
    case UInt8(ascii: "O"):
      guard let end = bytes.dropFirst(2).first else { return nil }
      return (3, key(end, ""))
    default: return (1, .escape)
    }
  }

  private static func key(_ end: UInt8, _ parameters: String) -> TerminalKey? {
    let isShifted = parameters.hasSuffix(";2")
    return switch end {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): isShifted ? .shiftRight : .right
    case UInt8(ascii: "D"): isShifted ? .shiftLeft : .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "~"): numbered[parameters]
    default: nil
    }
  }

  private static let numbered: [String: TerminalKey] = [
    "1": .home, "4": .end, "5": .pageUp, "6": .pageDown, "7": .home, "8": .end,
  ]
  private static let escape: UInt8 = 0x1B
  private static let longest = 32
}
