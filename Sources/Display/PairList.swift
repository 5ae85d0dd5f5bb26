import Kernel

/// Names and texts, one pair a line; pairs without a text are left out.
///
/// On a terminal, long texts are broken between words.
package struct PairList {
  package let pairs: [(name: String, text: String)]

  package init(_ pairs: [(name: String, text: String)]) {
    self.pairs = pairs.filter { !$0.text.isEmpty }
  }

  package func lines(on surface: Surface) -> [String] {
    let width = pairs.map(\.name.displayWidth).max() ?? 0
    return pairs.flatMap { pair in
      let space = String(repeating: " ", count: width - pair.name.displayWidth)
      let head = surface.styled(pair.name, .faint) + space
      let indent = String(repeating: " ", count: width + 2)
      let lines = pair.text.visibleLines.flatMap { surface.folded($0, margin: width + 2) }
      return lines.enumerated().map { index, line in (index == 0 ? "\(head)  " : indent) + line }
    }
  }
}
