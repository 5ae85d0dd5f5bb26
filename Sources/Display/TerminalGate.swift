import Kernel

/// The last gate before a terminal: whatever is written to one goes through here.
///
/// What shows texts escapes them first (see `visible`). Of what comes from there only the sequences of
/// `Meaning`, `ProgressBar` and `Surface.isolated` pass, and everything else that a terminal would
/// obey is shown. Of data that somebody writes to the screen, as a file, nothing passes.
/// Words from right to left that nothing keeps apart from their neighbours are so here; a sentence
/// that has others in it is to be isolated whole before (see `Surface.isolated`).
package enum TerminalGate {
  /// The bytes as they may go to a terminal.
  package static func safe(_ bytes: [UInt8], isData: Bool) -> [UInt8] {
    guard bytes.contains(where: isSuspect) else { return bytes }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var text = String.UnicodeScalarView()
    var (place, depth) = (0, 0)
    while place < scalars.count {
      if !isData, depth == 0, scalars[place].isRightToLeft, !scalars[place].isObeyed {
        let words = wordsFromRight(scalars[place...])
        text.append("\u{2068}")
        text.append(contentsOf: words)
        text.append("\u{2069}")
        place = words.endIndex
        continue
      }
      depth = depthBehind(scalars[place], depth)
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

  /// How many isolates are open behind the scalar; none goes on in the next line.
  private static func depthBehind(_ scalar: Unicode.Scalar, _ depth: Int) -> Int {
    switch scalar {
    case "\u{2068}": depth + 1
    case "\u{2069}": max(0, depth - 1)
    case "\n": 0
    default: depth
    }
  }

  /// The words from right to left at the beginning, to the last of their letters: a letter that runs
  /// the other way, two blanks, which part columns, and whatever a terminal obeys end them.
  private static func wordsFromRight(
    _ scalars: ArraySlice<Unicode.Scalar>,
  ) -> ArraySlice<Unicode.Scalar> {
    var end = scalars.startIndex
    for place in scalars.indices {
      let scalar = scalars[place]
      if scalar.isObeyed { break }
      if scalar.isRightToLeft || scalar.properties.generalCategory == .nonspacingMark {
        end = place + 1
      } else if scalar.properties.isAlphabetic || scalar == " " && scalars[place - 1] == " " {
        break
      }
    }
    return scalars[..<end]
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
