extension StringProtocol {
  /// The text on one line with everything shown that a terminal would obey or hide.
  ///
  /// Control characters, escape sequences, line ends and overrides of the direction of writing
  /// stand as `\u{1B}`, so that no text of a ticket can act on the terminal of its reader.
  package var visible: String {
    isHarmless(keepingLines: false) ? String(self) : escaped(keepingLines: false)
  }

  /// The same, but with its lines kept apart.
  package var visibleLines: [String] {
    split(omittingEmptySubsequences: false, whereSeparator: \.isPlainLineEnd).map { line in
      line.isHarmless(keepingLines: true) ? String(line) : line.escaped(keepingLines: true)
    }
  }

  private func isHarmless(keepingLines: Bool) -> Bool {
    unicodeScalars.allSatisfy { !$0.isObeyed || (keepingLines && $0 == "\t") }
  }

  private func escaped(keepingLines: Bool) -> String {
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isObeyed, !(keepingLines && scalar == "\t") {
        text += scalar.escape
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Character {
  fileprivate var isPlainLineEnd: Bool { self == "\n" || self == "\r\n" }
}

extension Unicode.Scalar {
  /// Whether a terminal does something at it instead of showing it.
  ///
  /// Source: Unicode Standard Annex 9 for the embeddings, overrides and isolates, which can make a
  /// line read as what it is not.
  package var isObeyed: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// What stands for it where it must not act: `\u{1B}`.
  package var escape: String { "\\u{\(String(value, radix: 16, uppercase: true))}" }
}
