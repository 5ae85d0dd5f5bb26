import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket view`: queries kept under a name.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Keep queries under a name, for yourself or shared with a role.",
    discussion: """
      A view is a query with its order and group; `docket list --view NAME` shows its tickets, and \
      further terms narrow it. `me` in it is whoever looks. Everybody sees in it only what they \
      may see: a field hidden from them is unknown, as in their own queries.

      Examples:
        docket view save mine is:open assignee:me sort:-priority,due
        docket view save late is:open "due:..now" --share agent
        docket list --view mine queue:billing
      """,
    subcommands: [
      ViewListCommand.self, ViewShowCommand.self, ViewSaveCommand.self, ViewDeleteCommand.self,
    ])
}

/// `docket view list`: the views that the asker may use.
struct ViewListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the views that you may use.",
    discussion: """
      Examples:
        docket view list
        docket view list --json
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let views = try session.views()
    guard !output.isJSON else {
      return try output.write(
        .array(views.map { $0.json(in: session, output.language) }))
    }
    var table = Table([
      .init(Text.columnView), .init(Text.columnQuery, isFlexible: true),
      .init(Text.columnOwner), .init(Text.columnSharedWith),
    ])
    for view in views {
      let (text, isQuery) = view.text(in: session, output.language)
      table.append([
        .init(view.name), .init(text, isQuery ? .plain : .danger), .init(view.owner),
        .init(view.share ?? ""),
      ])
    }
    try output.write(table.lines(on: output.standard))
    if views.isEmpty { try output.say(Text.saidNoViews) }
  }
}

/// `docket view show`: one view.
struct ViewShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a view's query; `docket list --view` shows its tickets.",
    discussion: """
      Examples:
        docket view show mine
      """)

  @Argument(help: "The view.", completion: .source(.views)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let view = try session.view(named: name)
    // Throws where the asker may not name what stands in it; one's own words are no secret.
    if !view.isOwn { _ = try session.query(of: view) }
    guard !output.isJSON else {
      return try output.write(view.json(in: session, output.language))
    }
    let pairs = [
      ("view", view.name), ("query", view.query), ("owner", view.owner),
      (output.standard.words(Text.columnSharedWith), view.share ?? ""),
    ]
    let (problem, isQuery) = view.text(in: session, output.language)
    if !isQuery { try output.say(problem) }
    try output.write(PairList(pairs).lines(on: output.standard))
  }
}

extension VisibleView {
  /// The query as it was saved, or why it is none for the asker.
  func text(
    in session: DeskSession, _ language: Language,
  ) -> (text: String, isQuery: Bool) {
    do {
      _ = try session.query(of: self)
      return (query, true)
    } catch {
      return (Failure(error).message(in: language), false)
    }
  }

  func json(in session: DeskSession, _ language: Language) -> JSON {
    let (text, isQuery) = text(in: session, language)
    return .object([
      ("name", .string(name)), ("query", isQuery ? .string(text) : .null),
      ("owner", .string(owner)), ("share", share.map(JSON.string) ?? .null),
      ("error", isQuery ? .null : .string(text)),
    ])
  }
}
