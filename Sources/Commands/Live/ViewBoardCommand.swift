import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket view board`: tickets in columns.
struct ViewBoardCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract: "Show tickets as cards in columns, by stage or another field.",
    discussion: """
      The columns are the stages of the life cycle in its order; with --by, or in a view that groups, \
      the values of another field. A first word that is the name of a view is that view, which further \
      terms narrow; everything else is a query, and text:WORD searches for one word. Without either \
      the board has all tickets but the discarded ones, and by another field those that are not closed.

      A card has the number, the priority where it is not normal, the subject, the assignee, and for \
      how long the ticket has been there. In a column the most urgent come first, then the oldest; of \
      closed tickets the newest; sort: orders them otherwise.

      On a terminal the board is drawn again as things change and as the window is resized. Arrows \
      choose a card, Enter shows the ticket, m moves it and Shift with an arrow moves it to the next \
      column: that is an update, by the rules and permissions of one, and what the move requires is \
      asked for. q leaves. In a pipe, with --once or with --json it is shown once.

      Examples:
        docket view board
        docket view board mine
        docket view board queue:billing --by assignee
        docket view board is:open --by priority --once
        docket view board --json
      """)

  @Argument(help: "A view, a query, or a view and what narrows it.", completion: .source(.views))
  var words: [String] = []
  @Option(
    help: ArgumentHelp("The field whose values are the columns.", valueName: "field"),
    completion: .source(.columns))
  var by: String?
  @Option(help: "So many cards of a column, where it is shown once.", completion: .nothing)
  var limit = CountArgument(10)
  @Flag(help: "Show it once and leave.") var once = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let most = try context.read {
      try limit.count(
        in: $0, 1...Limit.boardCards, orElse: Text.usageBoardLimit(most: Limit.boardCards))
    }
    let question = BoardQuestion(words: words, by: by, desk: context.desk.folder.name)
    if !context.output.isJSON, !once, let screen = LiveScreen(for: context.output) {
      var page = BoardScreen(context, question)
      let ended = Result { try screen.show(&page, in: context) }
      // What was done is told of also where the board ended with an error.
      for receipt in page.receipts { try Deliveries(context: context).follow(receipt) }
      return try ended.get()
    }
    let output = context.output
    if output.isJSON {
      return try output.write(try context.read { try page(question, most, in: $0).json() })
    }
    let (lines, isEmpty) = try context.read { session in
      let page = try page(question, most, in: session)
      return (try page.plainLines(on: output.standard), page.isEmpty)
    }
    try output.page(lines)
    if isEmpty { try output.say(Text.saidNoMatch) }
  }

  private func page(
    _ question: BoardQuestion, _ limit: Int, in session: DeskSession,
  ) throws -> BoardPage {
    let (board, title) = try question.board(in: session)
    let columns = try board.columns.map { column in
      BoardPage.Column(column, cards: try session.cards(of: column, on: board, limit: limit))
    }
    return BoardPage(board, columns, title: title, values: session.values)
  }
}

/// Which tickets somebody wants on a board, and by what.
struct BoardQuestion: Sendable {
  let words: [String]
  let by: String?
  let desk: String

  /// The board now, and what it is of.
  func board(in session: DeskSession) throws -> (board: Board, title: String) {
    let asked = try query(in: session)
    let field = try field(of: asked, in: session)
    let seesCategory = session.viewer.mayName(TicketField.category.rawValue)
    // Who has what, and what is urgent, is asked of what is still to be done.
    let isWhole = !words.isEmpty || field.kernel == .stage || !seesCategory
    let query = isWhole ? asked : try session.query(BoardQuestion.live)
    let title = [desk, words.joined(separator: " ")].filter { !$0.isEmpty }
    return (try session.board(of: query, by: field), title.joined(separator: ": "))
  }

  private func query(in session: DeskSession) throws -> Query {
    guard let view = try view(in: session) else {
      return try session.query(QueryWords(words).text)
    }
    let terms = try session.query(QueryWords(Array(words.dropFirst())).text)
    return try session.query(of: view).narrowed(by: terms)
  }

  /// The view that the first word names; a word by itself that could be a name must be one.
  private func view(in session: DeskSession) throws -> VisibleView? {
    guard let first = words.first else { return nil }
    if let view = try session.views().first(where: { $0.name == first }) { return view }
    let isName = first.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    return words.count == 1 && isName ? try session.view(named: first) : nil
  }

  private func field(of query: Query, in session: DeskSession) throws -> QueryField {
    do throws(QueryError) {
      if let by { return try session.boardField(named: by) }
    } catch {
      throw Failure(.usage, Text.usageModifier(option: "--by", problem: error.message))
    }
    // What a view counts by makes columns, too, unless that is a text or a time.
    for key in query.groups where key.period == nil {
      if let field = try? session.boardField(named: key.name) { return field }
    }
    return try session.boardField(named: TicketField.stage.rawValue)
  }

  private static let live = "is:open,waiting,postponed"
}
