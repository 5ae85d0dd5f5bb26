/// Words as a shell would read them; nothing is expanded or run.
package struct ShellWords {
  /// The words without their quotes.
  package private(set) var words: [String] = []
  /// Whether a word has begun at the end of the line, be it only by its quote.
  package private(set) var isInWord = false

  /// The quote inside of which the line ends; `nil` where it ends outside.
  package private(set) var quote: Character?

  private let endings: String
  private var word = ""

  /// With `isLine`, `|`, `;` and `&` end a command, and the words are those of the last one; else
  /// they are letters like others.
  package init(_ line: String, isLine: Bool = false) {
    endings = isLine ? "|;&" : ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        isEscaped = false
        word.append(character)
      } else if character == "\\", quote != "'" {
        isEscaped = true
        isInWord = true
      } else {
        take(character)
      }
    }
    if isInWord { words.append(word) }
  }

  /// The text as one word; in quotes where it would be several without.
  package static func quoted(_ text: String) -> String {
    guard text.isEmpty || text.contains(where: { " \t\n'\"\\".contains($0) }) else { return text }
    return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  private mutating func take(_ character: Character) {
    if let open = quote {
      if character == open { quote = nil } else { word.append(character) }
      return
    }
    switch character {
    case "'", "\"":
      quote = character
      isInWord = true
    case " ", "\t", "\n": end()
    case _ where endings.contains(character):
      end()
      words = []
    default:
      word.append(character)
      isInWord = true
    }
  }

  private mutating func end() {
    if isInWord { words.append(word) }
    word = ""
    isInWord = false
  }
}
