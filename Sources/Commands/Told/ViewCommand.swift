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
      may see: a field hidden from them is unknown, as in their own queries. `docket view board` shows \
      tickets in columns.

      Examples:
        docket view save mine is:open assignee:me sort:-priority,due
        docket view save late is:open "due:..now" --share agent
        docket list --view mine queue:billing
        docket view board mine
      """,
    subcommands: [
      ViewListCommand.self, ViewShowCommand.self, ViewBoardCommand.self, ViewSaveCommand.self,
      ViewDeleteCommand.self,
    ])
}

/// `docket view list`: the views that the asker may use.
struct ViewListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the views that you may use, with how many tickets they find.",
    discussion: """
      The owner is who saved it, or the plugin that brings it. A number is left out where counting \
      the tickets of all views would take more than about a second.

      Examples:
        docket view list
        docket view list --json
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let views = try session.views()
    let counts = try session.counts(of: views)
    guard !output.isJSON else {
      return try output.write(
        .array(zip(views, counts).map { $0.json(in: session, count: $1, output.language) }))
    }
    let hasLabels = views.contains { session.label(of: $0) != nil }
    var table = Table(
      [.init(Text.columnView)] + (hasLabels ? [.init(Text.columnLabel)] : []) + [
        .init(Text.columnTickets, isNumeric: true), .init(Text.columnQuery, isFlexible: true),
        .init(Text.columnOwner), .init(Text.columnSharedWith),
      ])
    for (view, count) in zip(views, counts) {
      let (text, isQuery) = view.text(in: session, output.language)
      table.append(
        [.init(view.name)] + (hasLabels ? [.init(session.label(of: view) ?? "")] : []) + [
          .init(count.map { "\($0)" } ?? "–"), .init(text, isQuery ? .plain : .danger),
          .init(output.standard.words(view.holder)), .init(view.share ?? ""),
        ])
    }
    try output.write(table.lines(on: output.standard))
    if views.isEmpty { try output.say(Text.saidNoViews) }
  }
}

/// `docket view show`: one view.
struct ViewShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a view's query, columns, groups and order, and how many tickets it finds.",
    discussion: """
      `docket list --view` shows its tickets, `docket view board` as cards in columns.

      Examples:
        docket view show mine
      """)

  @Argument(help: "The view.", completion: .source(.views)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let view = try session.view(named: name)
    // Throws where the asker may not name what stands in it; one's own words are no secret.
    if !view.isOwn { _ = try session.query(of: view) }
    let count = try session.counts(of: [view])[0]
    guard !output.isJSON else {
      return try output.write(view.json(in: session, count: count, output.language))
    }
    let parts = view.parts(in: session)
    func words(_ text: Text) -> String { output.standard.words(text) }
    let pairs: [(String, String)] = [
      (words(Text.columnView), view.name), (words(Text.columnLabel), session.label(of: view) ?? ""),
      (words(Text.columnQuery), view.query),
      (words(Text.headColumns), parts.columns.joined(separator: ", ")),
      (words(Text.headGroup), parts.groups.joined(separator: ", ")),
      (words(Text.headSort), parts.sort.joined(separator: ", ")),
      (words(Text.headLimit), parts.limit.map { "\($0)" } ?? ""),
      (words(Text.columnTickets), count.map { "\($0)" } ?? ""),
      (words(Text.columnOwner), words(view.holder)),
      (words(Text.columnSharedWith), view.share ?? ""),
    ]
    let (problem, isQuery) = view.text(in: session, output.language)
    if !isQuery { try output.say(problem) }
    try output.write(PairList(pairs).lines(on: output.standard))
  }
}

extension VisibleView {
  /// Whose it is: a person, or the plugin that brings it.
  fileprivate var holder: Text {
    plugin.map { Text.viewOwnerPlugin(plugin: $0) } ?? Text(words: owner)
  }

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

  /// What its query says besides which tickets; nothing where it is none for the asker.
  fileprivate func parts(in session: DeskSession) -> Parts {
    (try? session.query(of: self)).map(Parts.init) ?? Parts()
  }

  fileprivate struct Parts {
    var columns: [String] = []
    var groups: [String] = []
    var sort: [String] = []
    var limit: Int?

    init() {}

    init(_ query: Query) {
      columns = query.modifiers.columns
      (groups, sort) = (query.groups.map(\.name), query.sort.map(\.description))
      limit = query.limit
    }
  }

  func json(in session: DeskSession, count: Int?, _ language: Language) -> JSON {
    let (text, isQuery) = text(in: session, language)
    let parts = parts(in: session)
    func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
    return .object([
      ("name", .string(name)), ("query", isQuery ? .string(text) : .null),
      ("columns", names(parts.columns)), ("group", names(parts.groups)),
      ("sort", names(parts.sort)), ("limit", parts.limit.map { .integer(Int64($0)) } ?? .null),
      ("count", count.map { .integer(Int64($0)) } ?? .null), ("owner", .string(owner)),
      ("plugin", plugin.map(JSON.string) ?? .null), ("share", share.map(JSON.string) ?? .null),
      ("error", isQuery ? .null : .string(text)),
    ])
  }
}
