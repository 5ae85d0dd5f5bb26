import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket view save`: keeps a query under a name.
struct ViewSaveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Keep a query under a name; one of yours is replaced.",
    discussion: """
      The query's order, groups and columns are kept with it; --sort, --group and --columns say \
      them as options. Groups are counted, so they go without columns. Sharing needs the permission \
      view.share.

      Examples:
        docket view save mine is:open assignee:me sort:-priority,due
        docket view save urgent is:open priority:urgent --share agent
        docket view save load is:open --group queue,assignee
        docket view save new is:open --columns id,subject,requester --sort -created
      """)

  @Argument(help: "Letters, digits, - and _.", completion: .nothing) var name: String
  @Argument(help: "The query.", completion: .source(.query)) var query: [String]
  @Option(
    help: ArgumentHelp("The fields that it shows; not beside --group.", valueName: "a,b"),
    completion: .source(.columns))
  var columns: String?
  @Option(
    help: ArgumentHelp(
      "One or two fields that it counts by, in place of a list.", valueName: "a,b"),
    completion: .source(.columns))
  var group: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Its order: fields, a minus turns one around.", valueName: "a,-b"),
    completion: .source(.columns))
  var sort: String?
  @Option(help: "Everybody with this role may use it.", completion: .source(.roles))
  var share: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (name, share) = (name, share)
    let query = try context.kept(words(), .list, field: "query")
    let former = try context.read { session in
      try session.views().first { $0.name == name }?.query
    }
    _ = try context.administer { try $0.saveView(name, query, share: share) }
    if let former, former != query { try context.output.say(Text.viewReplaced(query: former)) }
    try context.read { session in
      let view = try session.view(named: name)
      guard !context.output.isJSON else {
        let count = try session.counts(of: [view])[0]
        return try context.output.write(
          view.json(in: session, count: count, context.output.language))
      }
      let whose = share.map { Text.viewAlsoShared(role: $0) }
      try context.output.write(Text.viewSaved(name: name, shared: whose))
    }
  }
}

extension ViewSaveCommand {
  /// The words of the query, with what the options say.
  private func words() throws -> String {
    let options = [("columns", columns), ("group", group), ("sort", sort)]
    var words = query
    for case (let term, let names?) in options {
      guard !query.contains(where: { $0.hasPrefix("\(term):") }) else {
        throw Failure(.usage, Text.usageTermTwice(option: "--\(term)", term: "\(term):"))
      }
      words.append("\(term):" + names.filter { $0 != " " })
    }
    return words.joined(separator: " ")
  }
}

/// `docket view delete`: removes a view.
struct ViewDeleteCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Remove a view of yours, or with person.manage one that somebody shares.",
    discussion: """
      Examples:
        docket view delete mine
      """)

  @Argument(help: "The view.", completion: .source(.views)) var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name
    try context.administer { try $0.deleteView(name) }
    try context.tell(Text.saidDeleted(name: name))
  }
}
