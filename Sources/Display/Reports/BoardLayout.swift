/// How many columns and cards of a board fit where it is shown.
package struct BoardLayout: Equatable {
  /// How many columns stand side by side: at least one.
  package let columns: Int
  /// How wide each of them is, the mark of the chosen card included.
  let width: Int
  /// How many lines there are for cards.
  private let rows: Int

  /// Lines above the cards: what the board is of, the columns' names, a rule.
  static let head = 3
  static let gap = 1
  /// The number, the subject, and who has it since when.
  private static let cardHeight = 3
  /// A number of six digits beside a priority.
  private static let (narrowest, widest) = (15, 48)

  package init(columns count: Int, width: Int, height: Int) {
    let (least, gap) = (BoardLayout.narrowest, BoardLayout.gap)
    columns = max(1, min(count, (width + gap) / (least + gap)))
    let each = (width - gap * (columns - 1)) / columns
    self.width = max(1, min(each, BoardLayout.widest))
    rows = max(0, height - BoardLayout.head)
  }

  /// How many cards are shown of a column that has so many: where not all fit, a line says so.
  package func cards(of count: Int) -> Int {
    let all = rows / BoardLayout.cardHeight
    return count <= all ? count : max(1, (rows - 1) / BoardLayout.cardHeight)
  }
}
