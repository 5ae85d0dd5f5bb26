import Desk
import Display
import Kernel

/// Where somebody is on a board, and what they see of it.
struct BoardPlace {
  /// The chosen column among all of the board.
  private(set) var column = 0
  /// The chosen card among those of its column.
  private var card = 0
  /// The chosen ticket; `nil` in an empty column.
  private(set) var ticket: Ticket?
  /// The first column that is shown.
  private(set) var first = 0
  /// The most cards that are shown of the chosen column.
  private(set) var most = 1
  /// The chosen column's value: it stays chosen where columns come or go before it.
  private var value: Value?
  /// The first card that is shown of each column.
  private var tops: [Value: Int] = [:]
  /// How far below the first card that is shown somebody was as they left the column before.
  private var height: Int?
  /// Whether nothing was chosen yet: the first card is.
  private var isNew = true
  /// Whether the chosen place counts, and not the ticket that was there.
  private var isGoing = true
  /// Whether the ticket is that of the place, as it was read last.
  private(set) var isSettled = false

  /// Goes to another column, to the card that stands at the same height.
  mutating func go(columns step: Int) {
    height = height ?? (card - top(of: value))
    (column, value, isGoing) = (column + step, nil, true)
    isSettled = false
  }

  mutating func go(cards step: Int) {
    (card, isGoing, isSettled) = (max(0, card + step), true, false)
    if let height { self.height = max(0, height + step) }
  }

  /// Goes with a ticket to the column where it went.
  mutating func follow(_ ticket: Ticket, to value: Value) {
    (self.value, self.ticket) = (value, ticket)
    (card, height, isGoing) = (0, nil, false)
    isSettled = false
  }

  /// Finds the chosen column again, and has it among those that are shown.
  mutating func settle(on board: Board, _ layout: BoardLayout) {
    let last = max(0, board.columns.count - 1)
    if isNew, let filled = board.columns.firstIndex(where: { $0.count > 0 }) { column = filled }
    isNew = false
    column = board.columns.firstIndex { $0.value == value } ?? min(max(0, column), last)
    value = board.columns.isEmpty ? nil : board.columns[column].value
    first = min(max(0, first), max(0, board.columns.count - layout.columns))
    first = min(max(first, column - layout.columns + 1), column)
    if board.columns.isEmpty || board.columns[column].count == 0 { ticket = nil }
  }

  /// How many cards are to be read of a column to show those that are seen.
  func reach(in column: Board.Column, _ index: Int, showing most: Int) -> Int {
    let top = top(of: column.value)
    guard index == self.column else { return top + most }
    return max(top, height.map { top + $0 } ?? card) + most
  }

  /// The cards of a column that are seen, out of all that were read.
  mutating func shown(
    of cards: [Ticket], _ column: Board.Column, _ index: Int, showing most: Int,
  ) -> [Ticket] {
    var top = min(top(of: column.value), max(0, cards.count - most))
    if index == self.column {
      if let height { card = top + height }
      if !isGoing, let same = cards.firstIndex(where: { $0.id == ticket?.id }) { card = same }
      card = max(0, min(card, cards.count - 1))
      ticket = cards.isEmpty ? nil : cards[card]
      top = min(max(top, card - most + 1), card)
      (self.most, height, isGoing) = (most, nil, false)
      isSettled = true
    }
    tops[column.value] = top
    return Array(cards[top...].prefix(most))
  }

  /// The chosen card among the columns and cards that are shown; an empty column has none.
  func shownPlace(on board: Board) -> (column: Int, card: Int) {
    (column - first, card - top(of: board.columns[column].value))
  }

  private func top(of value: Value?) -> Int { value.flatMap { tops[$0] } ?? 0 }
}
