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
}

extension String {
  /// The text in lines of at most that many columns, broken at spaces.
  ///
  /// A longer word stays whole, so that addresses can be copied.
  package func folded(toColumns columns: Int) -> [String] {
    guard displayWidth > columns else { return [self] }
    var lines: [String] = []
    var line = ""
    var width = 0
    let pieces = split(separator: " ", omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      let taken = piece.displayWidth
      if index == 0 {
        (line, width) = (String(piece), taken)
      } else if width + 1 + taken > columns, line.contains(where: { $0 != " " }) {
        lines.append(line)
        (line, width) = (String(piece), taken)
      } else {
        line += " \(piece)"
        width += 1 + taken
      }
    }
    return lines + [line]
  }
}
