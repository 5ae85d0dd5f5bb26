import Display

/// Writes the language of man pages; whatever a text contains, it stays text.
struct Roff {
  private(set) var lines: [String] = []

  /// A request with its arguments, each in quotes.
  mutating func macro(_ name: String, _ arguments: [String] = []) {
    let quoted = arguments.map { "\"\(Roff.escaped($0).replacing("\"", with: "\\(dq"))\"" }
    lines.append(([".\(name)"] + quoted).joined(separator: " "))
  }

  mutating func section(_ name: String) { macro("SH", [name.uppercased()]) }
  mutating func part(_ name: String) { macro("SS", [name]) }
  mutating func bold(_ text: String) { macro("B", [text]) }

  /// A line of text.
  mutating func text(_ text: String) {
    let line = Roff.escaped(text)
    // A point or an apostrophe at its beginning would make it a request.
    lines.append(line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : line)
  }

  mutating func paragraph(_ text: String) {
    macro("PP")
    self.text(text)
  }

  /// A term and what it means, indented.
  mutating func item(_ term: String, _ meaning: String) {
    macro("TP")
    bold(term)
    text(meaning.isEmpty ? "\u{200B}" : meaning)
  }

  /// Lines as they are typed.
  mutating func examples(_ examples: [String]) {
    macro("PP")
    macro("RS", ["4"])
    macro("nf")
    for example in examples { text(example) }
    macro("fi")
    macro("RE")
  }

  mutating func blocks(_ blocks: [HelpBlock]) {
    for block in blocks {
      switch block {
      case .heading(let name): part(name)
      case .text(let words): paragraph(words)
      case .examples(let lines): examples(lines)
      case .table(let rows): for row in rows { item(row.term, row.meaning) }
      }
    }
  }

  /// The text with what the language would read in it written as a letter.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.visible {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "`": result += "\\`"
      case "'": result += "\\(aq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      default: result.append(character)
      }
    }
    return result
  }
}
