import Kernel
import Texts

/// Rows and columns that fit where they are shown.
///
/// On a terminal, columns that may shrink are cut with `…` until a row fits its width; in a pipe
/// every cell is whole, columns line up, and only a very long text pushes aside what follows it in its
/// own row.
package struct Table {
  package struct Column {
    package var title: Text
    package var isNumeric = false
    /// Whether it may be cut where there is too little room.
    package var isFlexible = false
    /// How wide it stays until all others have given way: what is read in full, as a subject, says
    /// little by its first word.
    package var comfort = Table.narrow
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
  package private(set) var rows: [[Cell]] = []

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  package mutating func append(_ cells: [Cell]) {
    rows.append(cells.map { Cell($0.text.visible, $0.meaning) })
  }

  /// The heading and the rows, each behind that many columns of margin; without rows there is nothing.
  package func lines(on surface: Surface, margin: Int = 0) -> [String] {
    guard !rows.isEmpty else { return [] }
    let widths = widths(on: surface, margin: margin)
    let heading = columns.map { Cell(surface.rendered($0.title).visible, .heading) }
    let space = String(repeating: " ", count: margin)
    return ([heading] + rows).map { space + line($0, widths: widths, on: surface) }
  }

  private func line(_ cells: [Cell], widths: [Int], on surface: Surface) -> String {
    var line = ""
    var space = 0
    for (index, cell) in cells.enumerated() {
      let text = surface.columns == nil ? cell.text : cell.text.truncated(toColumns: widths[index])
      let rest = max(0, widths[index] - text.displayWidth)
      let isolated = surface.isolated(text)
      let before = space + (columns[index].isNumeric ? rest : 0)
      if !text.isEmpty {
        line += String(repeating: " ", count: before) + surface.styled(isolated, cell.meaning)
        space = 0
      } else {
        space += columns[index].isNumeric ? rest : 0
      }
      space += (columns[index].isNumeric ? 0 : rest) + Table.gap
    }
    return line
  }

  /// Each column's natural width, then the widest gives way until all fit: first those that may be
  /// cut, on very narrow terminals all of them.
  ///
  /// A heading is whole as long as columns that are read in full have more than some words: what is
  /// left of a heading says little.
  private func widths(on surface: Surface, margin: Int) -> [Int] {
    let heads = columns.map { surface.rendered($0.title).visible.displayWidth }
    var widths = columns.indices.map { index in
      rows.reduce(heads[index]) { max($0, $1[index].text.displayWidth) }
    }
    guard let limit = surface.columns.map({ max(1, $0 - margin) }) else {
      // One long text would push what follows it out of sight in every row.
      return widths.enumerated().map { index, width in
        columns[index].isFlexible ? min(width, Table.mostPadding) : width
      }
    }
    let all = Array(columns.indices)
    let whole = all.filter { columns[$0].isWhole }
    let wide = all.filter { columns[$0].comfort > Table.narrow && !columns[$0].isWhole }
    let others = all.filter { columns[$0].comfort <= Table.narrow && !columns[$0].isWhole }
    let flexible = all.filter { columns[$0].isFlexible }
    fit(&widths, to: limit, by: flexible) { max(columns[$0].comfort, heads[$0]) }
    fit(&widths, to: limit, by: others) { max(Table.narrow, heads[$0]) }
    fit(&widths, to: limit, by: wide) { min(columns[$0].comfort, Table.wide) }
    fit(&widths, to: limit, by: flexible) { columns[$0].comfort }
    fit(&widths, to: limit, by: others) { _ in Table.narrow }
    if !wide.isEmpty {
      fit(&widths, to: limit, by: others) { _ in Table.narrower }
      fit(&widths, to: limit, by: wide) { _ in Table.narrow }
    }
    fit(&widths, to: limit, by: wide + others) { _ in Table.narrowest }
    fit(&widths, to: limit, by: whole) { _ in Table.narrowest }
    return widths
  }

  /// Has the widest of those columns give way until all fit, none beyond its least width.
  private func fit(
    _ widths: inout [Int], to limit: Int, by order: [Int], least: (Int) -> Int,
  ) {
    var excess = widths.reduce(0, +) + Table.gap * (widths.count - 1) - limit
    while excess > 0,
      let widest = order.filter({ widths[$0] > least($0) }).max(by: { widths[$0] < widths[$1] })
    {
      let second = order.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let cut = min(excess, widths[widest] - max(least(widest), min(second, widths[widest] - 1)))
      widths[widest] -= cut
      excess -= cut
    }
  }

  private static let gap = 2
  /// How far columns give way, in this order; the first goes for those that are read in full.
  private static let (wide, narrow, narrower, narrowest) = (16, 8, 6, 3)
  /// In a pipe a column that may be long is filled up to so many columns: what is longer is rare.
  private static let mostPadding = 120
}
