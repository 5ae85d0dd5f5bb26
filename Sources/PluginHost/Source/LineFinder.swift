/// Finds the line of a text on which a name is given a value, for messages about it.
enum LineFinder {
  /// The first line that has `name =`, `["name"] =` or the quoted name; `nil` where none does.
  static func line(of name: String, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let assigned = lines.firstIndex { assigns($0, name) }
    let mentioned = lines.firstIndex { $0.contains("\"\(name)\"") }
    return (assigned ?? mentioned).map { $0 + 1 }
  }

  private static func assigns(_ line: Substring, _ name: String) -> Bool {
    var rest = line
    while let range = rest.firstRange(of: name) {
      let isWord =
        range.lowerBound > rest.startIndex
        && isWordPart(rest[rest.index(before: range.lowerBound)])
      let after = rest[range.upperBound...].drop { " \t\"]'".contains($0) }
      if !isWord, after.hasPrefix("="), !after.hasPrefix("==") { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
