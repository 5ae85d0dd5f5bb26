import Kernel
import Texts

extension Surface {
  /// A text of the catalogue in lines that fit.
  package func foldedWords(_ text: Text) -> String {
    foldedLines(text, margin: 0).joined(separator: "\n")
  }

  /// The same, each line behind that many columns of margin.
  package func foldedLines(_ text: Text, margin: Int) -> [String] {
    rendered(text).visibleLines.flatMap { folded($0, margin: margin) }
  }

  /// A line of somebody's text in lines that fit behind that many columns of margin.
  ///
  /// On a terminal it is broken between words, in a pipe left alone. Its controls are escaped
  /// already.
  package func folded(_ visible: String, margin: Int) -> [String] {
    guard let columns else { return [isolated(visible)] }
    return visible.folded(toColumns: max(20, columns - margin)).map(isolated)
  }

  /// A line that is made up already, with its colours, in lines that fit; those after the first
  /// stand behind that many columns of margin.
  package func hung(_ line: String, margin: Int) -> [String] {
    guard let columns, line[...].widthWithoutColours > columns else { return [line] }
    let space = String(repeating: " ", count: margin)
    let lines = line.folded(first: columns, others: max(20, columns - margin)) {
      $0.widthWithoutColours
    }
    var open = 0
    return lines.enumerated().map { index, line in
      // What is isolated goes on to be so in the next line.
      let begun = String(repeating: "\u{2068}", count: open) + line
      let closed = begun.closingIsolates
      open = closed.unicodeScalars.count - begun.unicodeScalars.count
      return index == 0 ? closed : space + closed
    }
  }
}

extension String {
  /// The text in lines of at most that many columns, broken at spaces.
  ///
  /// A longer word stays whole, so that addresses can be copied.
  package func folded(toColumns columns: Int) -> [String] {
    folded(first: columns, others: columns) { $0.displayWidth }
  }

  fileprivate func folded(
    first: Int, others: Int, width: (Substring) -> Int,
  ) -> [String] {
    guard width(self[...]) > first else { return [self] }
    var lines: [String] = []
    var line = ""
    var taken = 0
    for (index, piece) in split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let more = width(piece)
      // A word that no line has room for stands where it is: nothing is won by another line.
      let isBroken =
        taken + 1 + more > (lines.isEmpty ? first : others) && more <= others
        && line.contains { $0 != " " }
      // Blanks at which it is broken are not seen.
      if index > 0, isBroken { lines.append(line.withoutBlanksAtEnd) }
      if index == 0 || isBroken || !lines.isEmpty && line.isEmpty {
        (line, taken) = (String(piece), more)
      } else {
        line += " \(piece)"
        taken += 1 + more
      }
    }
    return lines + [line]
  }
}

extension String {
  private var withoutBlanksAtEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}

extension Substring {
  /// How many columns it takes, where nothing but colours acts on the terminal.
  fileprivate var widthWithoutColours: Int {
    split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().reduce(0) {
      width, part in
      let text = part.offset == 0 ? part.element : part.element.drop { $0 != "m" }.dropFirst()
      return width + text.displayWidth
    }
  }
}
