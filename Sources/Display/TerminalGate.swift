/// The last gate before a terminal: whatever is written to one goes through here.
///
/// What shows texts escapes them first (see `visible`). Of what comes from there only the sequences of
/// `Meaning`, `ProgressBar` and `Surface.isolated` pass, and everything else that a terminal would
/// obey is shown. Of data that somebody writes to the screen, as a file, nothing passes.
package enum TerminalGate {
  /// The bytes as they may go to a terminal.
  package static func safe(_ bytes: [UInt8], isData: Bool) -> [UInt8] {
    guard bytes.contains(where: isSuspect) else { return bytes }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var text = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      let length = isData ? lineEnd(scalars[place...]) : own(scalars[place...])
      text.append(contentsOf: scalars[place..<place + length])
      place += length
      guard length == 0 else { continue }
      if scalars[place].isObeyed, scalars[place] != "\n", scalars[place] != "\t" {
        text.append(contentsOf: scalars[place].escape.unicodeScalars)
      } else {
        text.append(scalars[place])
      }
      place += 1
    }
    return Array(String(text).utf8)
  }

  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte >= 0x7F || byte < 0x20 && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
  }

  /// Data may end its lines with CR and LF.
  private static func lineEnd(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.starts(with: ["\r", "\n"]) ? 1 : 0
  }

  /// How many scalars at the beginning are a sequence of the program's own.
  private static func own(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    guard let first = scalars.first else { return 0 }
    let rest = scalars.dropFirst()
    switch first {
    case "\u{2068}", "\u{2069}": return 1
    case "\r": return lineEnd(scalars) == 1 || own(rest) > 2 ? 1 : 0
    case "\u{1B}":
      guard rest.first == "[" else { return 0 }
      let code = rest.dropFirst().prefix { ("0"..."9").contains($0) }
      let end = rest.dropFirst(1 + code.count).first
      let isColour = end == "m" && Meaning.codes.contains { code.elementsEqual($0.unicodeScalars) }
      guard isColour || end == "K" && code.isEmpty else { return 0 }
      return 3 + code.count
    default: return 0
    }
  }
}
