import Kernel
import Texts

/// Rows and columns that fit where they are shown.
///
/// On a terminal, columns without a value are left out where not all have room, and those that may
/// shrink are cut with `…` until a row fits; in a pipe every cell is whole, columns line up, and only
/// a very long text pushes aside what follows it in its own row.
package struct Table {
  package struct Column {
    package var title: Text
    package var isNumeric = false
    /// Whether it may be cut where there is too little room.
    package var isFlexible = false
    /// How wide it stays until all others have given way: what is read in full, as a subject, says
    /// little by its first word.
    package var comfort = TableLayout.narrow
    /// Whether a piece of it says nothing, as of a time or a number: it is cut last.
    package var isWhole = false

    /// A column called by a name, as a field's.
    package init(_ name: String, isNumeric: Bool = false, isFlexible: Bool = false) {
      self.init(Text(words: name), isNumeric: isNumeric, isFlexible: isFlexible)
    }

    package init(_ title: Text, isNumeric: Bool = false, isFlexible: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
      self.isFlexible = isFlexible
    }
  }

  package struct Cell {
    package var text: String
    package var meaning: Meaning

    package init(_ text: String, _ meaning: Meaning = .plain) {
      self.text = text
      self.meaning = meaning
    }
  }

  package var columns: [Column]
  /// The columns, by their places, that are rather left out than have heads cut; the first goes
  /// first.
  package var leavingOrder: [Int] = []
  package private(set) var rows: [[Cell]] = []

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  package mutating func append(_ cells: [Cell]) {
    rows.append(cells.map { Cell($0.text.visible, $0.meaning) })
  }

  /// The heading and the rows, each behind that many columns of margin; without rows there is nothing.
  ///
  /// Of columns that found no room a last line says which they are.
  package func lines(on surface: Surface, margin: Int = 0) -> [String] {
    guard !rows.isEmpty else { return [] }
    let layout = TableLayout(of: self, on: surface, margin: margin)
    let heading = columns.map { Cell(surface.rendered($0.title).visible, .heading) }
    let space = String(repeating: " ", count: margin)
    return ([heading] + rows).map { space + line($0, in: layout, on: surface) }
      + remark(on: layout, on: surface, margin: margin).map { space + $0 }
  }

  private func line(_ cells: [Cell], in layout: TableLayout, on surface: Surface) -> String {
    var line = ""
    var space = 0
    for index in layout.shown {
      let (cell, width) = (cells[index], layout.widths[index])
      let text = surface.columns == nil ? cell.text : cell.text.truncated(toColumns: width)
      let rest = max(0, width - text.displayWidth)
      let isolated = surface.isolated(text)
      let before = space + (columns[index].isNumeric ? rest : 0)
      if !text.isEmpty {
        line += String(repeating: " ", count: before) + surface.styled(isolated, cell.meaning)
        space = 0
      } else {
        space += columns[index].isNumeric ? rest : 0
      }
      space += (columns[index].isNumeric ? 0 : rest) + TableLayout.gap
    }
    return line
  }

  private func remark(on layout: TableLayout, on surface: Surface, margin: Int) -> [String] {
    let left = columns.indices.filter { !layout.shown.contains($0) }
      .map { surface.rendered(columns[$0].title) }.filter { !$0.isEmpty }
    guard !left.isEmpty else { return [] }
    let text = Text.pageColumnsLeftOut(columns: left.joined(separator: ", "))
    return surface.foldedLines(text, margin: margin).map { surface.styled($0, .faint) }
  }
}
