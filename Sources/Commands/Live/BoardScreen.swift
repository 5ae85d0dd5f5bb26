import Desk
import Display
import Kernel
import System
import Texts

/// A board as it lives on a terminal: somebody looks around on it, opens tickets and moves cards.
///
/// What is on it is read anew for each drawing, no more of each column than is shown.
struct BoardScreen: LivePage {
  private enum Mode {
    case board
    /// A ticket, from one of its lines on.
    case ticket(Ticket.ID, top: Int)
    case choosing(Ticket, [Goal])
    case asking(BoardMove, BoardMove.Question, String)
  }

  /// Where a ticket can be moved, with its name.
  private struct Goal {
    let value: Value
    let name: String
  }

  private let context: CommandContext
  private let question: BoardQuestion
  private var mode = Mode.board
  private var place = BoardPlace()
  /// The board as it was drawn last.
  private var board: Board?
  /// The lines of a ticket that are seen at once.
  private var page = 1
  private var said: (words: String, meaning: Meaning)?
  /// Where it was drawn last.
  private var drawn: (surface: Surface, height: Int)?
  /// What was done: what follows of it and is not done yet is to be told of at the end.
  private(set) var receipts: [Receipt] = []

  init(_ context: CommandContext, _ question: BoardQuestion) {
    (self.context, self.question) = (context, question)
  }

  mutating func lines(on surface: Surface, height: Int) throws -> [String] {
    drawn = (surface, height)
    if case .ticket(let id, let top) = mode,
      let lines = try ticket(id, from: top, on: surface, height: height)
    {
      return lines
    }
    let footer = try footer(on: surface)
    let room = max(1, height - footer.count)
    var lines = try boardLines(on: surface, room: room)
    while lines.count < room { lines.append("") }
    return Array(lines.prefix(room)) + footer
  }

  private mutating func boardLines(on surface: Surface, room: Int) throws -> [String] {
    let (context, question) = (context, question)
    return try context.read { session in
      let (board, title) = try question.board(in: session)
      self.board = board
      let layout = BoardLayout(
        columns: board.columns.count, width: surface.columns ?? .max, height: room)
      place.settle(on: board, layout)
      var columns: [BoardPage.Column] = []
      for index in place.first..<min(place.first + layout.columns, board.columns.count) {
        let column = board.columns[index]
        let most = layout.cards(of: min(column.count, Limit.boardCards))
        let cards = try session.cards(
          of: column, on: board, limit: place.reach(in: column, index, showing: most))
        columns.append(.init(column, cards: place.shown(of: cards, column, index, showing: most)))
      }
      var page = BoardPage(board, columns, title: title, values: session.values)
      page.before = place.first
      page.chosen = board.columns.isEmpty ? nil : place.shownPlace(on: board)
      return try page.lines(on: surface, layout)
    }
  }

  /// The ticket's page with what keys do; `nil`, and back to the board, where it is not there any more.
  private mutating func ticket(
    _ id: Ticket.ID, from top: Int, on surface: Surface, height: Int,
  ) throws -> [String]? {
    let found: [String]? = try context.read { session in
      guard let ticket = try session.ticket(id) else { return nil }
      let shown = try session.computing([ticket])[0]
      let entries = try session.history(id) ?? []
      return try session.page(of: shown, entries, at: nil, on: surface).lines()
    }
    guard let found else {
      mode = .board
      said = (surface.rendered(Text.ticketMissing(ticket: id.rawValue)), .danger)
      return nil
    }
    page = max(1, height - 1)
    let first = max(0, min(top, found.count - page))
    mode = .ticket(id, top: first)
    var lines = Array(found[first...].prefix(page))
    while lines.count < page { lines.append("") }
    return lines + [keys(Text.boardTicketKeys, on: surface)]
  }

  /// What was said last, and what the keys do.
  private func footer(on surface: Surface) throws -> [String] {
    func folded(_ words: String, _ meaning: Meaning) -> [String] {
      let lines = words.visibleLines.flatMap { surface.folded($0, margin: 0) }
      return lines.prefix(BoardScreen.mostSaid).map {
        surface.styled($0, meaning)
      }
    }
    let told = said.map { folded($0.words, $0.meaning) } ?? []
    switch mode {
    case .board, .ticket:
      return told + [keys(Text.boardKeys, on: surface)]
    case .choosing(let ticket, let goals):
      let names = zip(BoardScreen.letters, goals).map { "\($0) \($1.name)" }
      let words = surface.rendered(
        Text.boardMoveTo(ticket: ticket.id.rawValue, goals: names.joined(separator: "   ")))
      return told + folded(words, .heading)
    case .asking(_, let question, let text):
      let isTold = question.known.contains { question.problem.contains($0) }
      let names = question.known.joined(separator: ", ")
      let known = names.isEmpty || isTold ? "" : " (\(names))"
      let words = surface.rendered(
        Text.boardAsk(field: question.field, problem: question.problem))
      return folded(words + known, .warning) + folded("> \(text)▏", .heading)
    }
  }

  /// What keys do, as far as it fits.
  private func keys(_ text: Text, on surface: Surface) -> String {
    surface.styled(surface.words(text).truncated(toColumns: surface.columns ?? .max), .faint)
  }

  private static let mostSaid = 4
  /// Behind the last line of any ticket.
  private static let end = Int.max / 2
  /// What goals are chosen by.
  private static let letters = Array("123456789abcdefghijklmnoprstuvwxyz")
}

extension BoardScreen {
  mutating func press(_ key: TerminalKey) throws -> Bool {
    switch mode {
    case .board: return try pressOnBoard(key)
    case .ticket(let id, let top): return pressOnTicket(key, id, top)
    case .choosing(let ticket, let goals):
      mode = .board
      guard case .character(let letter) = key,
        let place = BoardScreen.letters.firstIndex(of: letter), place < goals.count
      else { return true }
      try move(ticket, to: goals[place].value)
    case .asking(var move, let question, let text):
      switch key {
      case .escape, .control: mode = .board
      case .enter where !text.isBlank:
        move.answer(question, with: text)
        try perform(move)
      case .backspace: mode = .asking(move, question, String(text.dropLast()))
      case .character(let letter): mode = .asking(move, question, text + String(letter))
      default: break
      }
    }
    return true
  }

  private mutating func pressOnBoard(_ key: TerminalKey) throws -> Bool {
    said = nil
    switch key {
    case .character("q"), .character("Q"), .control("c"), .control("d"): return false
    case .left, .character("h"): place.go(columns: -1)
    case .right, .character("l"): place.go(columns: 1)
    case .up, .character("k"): place.go(cards: -1)
    case .down, .character("j"): place.go(cards: 1)
    case .pageUp: place.go(cards: -place.most)
    case .pageDown: place.go(cards: place.most)
    case .home, .character("g"): place.go(cards: -Limit.boardCards)
    case .end, .character("G"): place.go(cards: Limit.boardCards)
    case .enter: if let ticket = try chosenTicket() { mode = .ticket(ticket.id, top: 0) }
    case .character("m"): try choose()
    case .shiftLeft, .character("<"): try moveAside(by: -1)
    case .shiftRight, .character(">"): try moveAside(by: 1)
    default: break
    }
    return true
  }

  private mutating func pressOnTicket(_ key: TerminalKey, _ id: Ticket.ID, _ top: Int) -> Bool {
    switch key {
    case .control("c"), .control("d"): return false
    case .character("q"), .character("Q"), .escape, .enter, .left, .backspace: mode = .board
    case .up, .character("k"): mode = .ticket(id, top: max(0, top - 1))
    case .down, .character("j"): mode = .ticket(id, top: top + 1)
    case .pageUp, .character("b"): mode = .ticket(id, top: max(0, top - page))
    case .pageDown, .character(" "): mode = .ticket(id, top: top + page)
    case .home, .character("g"): mode = .ticket(id, top: 0)
    case .end, .character("G"): mode = .ticket(id, top: BoardScreen.end)
    default: break
    }
    return true
  }

  /// The chosen ticket; where keys have gone on since the last drawing, the one that they lead to, as
  /// it is now.
  private mutating func chosenTicket() throws -> Ticket? {
    if !place.isSettled, let drawn { _ = try lines(on: drawn.surface, height: drawn.height) }
    return place.ticket
  }

  /// Offers where the chosen ticket can go.
  private mutating func choose() throws {
    guard let ticket = try chosenTicket(), let board, hasMoves(on: board) else { return }
    let goals = try context.read { session in
      try board.goals(of: ticket, in: session).map { value in
        let name = try session.values.text(value, of: board.field.name)
        return Goal(value: value, name: name.isEmpty ? "–" : name)
      }
    }
    guard !goals.isEmpty else {
      return say(Text.boardNowhere(ticket: ticket.id.rawValue), .danger)
    }
    mode = .choosing(ticket, goals)
  }

  /// Moves the chosen ticket to the column beside it.
  private mutating func moveAside(by step: Int) throws {
    guard let ticket = try chosenTicket(), let board, hasMoves(on: board),
      board.columns.indices.contains(place.column + step)
    else { return }
    try move(ticket, to: board.columns[place.column + step].value)
  }

  private mutating func hasMoves(on board: Board) -> Bool {
    if !board.hasMoves { say(Text.boardNoMoves(field: board.field.name), .danger) }
    return board.hasMoves
  }

  private mutating func move(_ ticket: Ticket, to value: Value) throws {
    guard let board else { return }
    try perform(BoardMove(ticket, board.field, to: value))
  }

  private mutating func perform(_ move: BoardMove) throws {
    mode = .board
    let result: BoardMove.Result
    do {
      result = try move.perform(in: context)
    } catch {
      // Another process may hold the desk for long: the board stays.
      return say(Failure(error).text, .danger)
    }
    switch result {
    case .asks(let question): mode = .asking(move, question, "")
    case .refused(let words): said = (words, .danger)
    case .done(let receipt, let words):
      said = (words, .good)
      place.follow(move.ticket, to: move.value)
      receipts.append(receipt)
      guard !receipt.outbox.isEmpty else { return }
      do {
        try Deliveries(context: context).run(receipt.outbox.map(\.key))
      } catch {
        say(Text.saidFollowsLater(reason: Failure(error).text), .danger)
      }
    }
  }

  private mutating func say(_ text: Text, _ meaning: Meaning) {
    said = (context.output.standard.rendered(text), meaning)
  }
}
