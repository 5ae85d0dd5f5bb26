import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket tag`: the tags that tickets have.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "List, rename and merge tags.",
    discussion: """
      Tags need no declaration: `docket update 7 tags+=printer` makes one.

      Examples:
        docket tag list
        docket tag list is:open
        docket tag rename printer printers
        docket tag merge printers prnter --into printer
      """,
    subcommands: [TagListCommand.self, TagRenameCommand.self, TagMergeCommand.self])
}

/// `docket tag list`: the tags of tickets, the most frequent first.
struct TagListCommand: ValueListing {
  static let field = TicketField.tags
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the tags of tickets, and how many have each.",
    discussion: """
      Examples:
        docket tag list
        docket tag list queue:billing created:-30d..
      """)

  @Argument(help: "Of which tickets; nothing for all.", completion: .source(.query))
  var query: [String] = []
  @OptionGroup var global: GlobalOptions
}

/// `docket tag rename`: another name for a tag.
struct TagRenameCommand: RenamingCommand {
  static let subject = DeskRename.Subject.tag
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a tag another name.",
    discussion: """
      All tickets that have it follow, and so do views, grants, subscriptions and unfinished bulks \
      that name it; histories keep the name of then. It needs bulk, and ticket.update for all of \
      those tickets. `docket undo` takes it back.

      Examples:
        docket tag rename printer printers
      """)

  @Argument(help: "The tag.", completion: .source(.tags)) var name: String
  @Argument(help: "Its new name, which no ticket has.", completion: .nothing) var newName: String
  @OptionGroup var global: GlobalOptions
}

/// `docket root-cause`: the root causes that tickets have.
struct RootCauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "root-cause",
    abstract: "List, rename and merge root causes.",
    discussion: """
      Examples:
        docket root-cause list closed:-30d..
        docket root-cause rename "old fuser" "worn fuser"
        docket root-cause merge fuser "worn fuser" --into "old fuser"
      """,
    subcommands: [
      RootCauseListCommand.self, RootCauseRenameCommand.self, RootCauseMergeCommand.self,
    ])
}

/// `docket root-cause list`: the root causes of tickets, the most frequent first.
struct RootCauseListCommand: ValueListing {
  static let field = TicketField.rootCauses
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the root causes of tickets, and how many have each.",
    discussion: """
      Examples:
        docket root-cause list
        docket root-cause list closed:-30d..
      """)

  @Argument(help: "Of which tickets; nothing for all.", completion: .source(.query))
  var query: [String] = []
  @OptionGroup var global: GlobalOptions
}

/// `docket root-cause rename`: another name for a root cause.
struct RootCauseRenameCommand: RenamingCommand {
  static let subject = DeskRename.Subject.rootCause
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a root cause another name.",
    discussion: """
      All tickets that have it follow, and so do views, grants, subscriptions and unfinished bulks \
      that name it; histories keep the name of then. It needs bulk, and ticket.update for all of \
      those tickets. `docket undo` takes it back.

      Examples:
        docket root-cause rename "old fuser" "worn fuser"
      """)

  @Argument(help: "The root cause.", completion: .source(.rootCauses)) var name: String
  @Argument(help: "Its new name, which no ticket has.", completion: .nothing) var newName: String
  @OptionGroup var global: GlobalOptions
}

/// `docket queue rename`: another name for a queue.
struct QueueRenameCommand: RenamingCommand {
  static let subject = DeskRename.Subject.queue
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a queue of the desk's own another name.",
    discussion: """
      All tickets in it follow, and so do views, grants, subscriptions, settings of plugins and \
      unfinished bulks that name it; histories keep the name of then. `docket undo` takes it back.

      Examples:
        docket queue rename billing invoices
      """)

  @Argument(help: "The queue.", completion: .source(.queues)) var name: String
  @Argument(help: "Its new name: letters, digits, - and _.", completion: .nothing)
  var newName: String
  @OptionGroup var global: GlobalOptions
}

/// `docket role rename`: another name for a role.
struct RoleRenameCommand: RenamingCommand {
  static let subject = DeskRename.Subject.role
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a role of the desk's own another name.",
    discussion: """
      Everybody who has it follows, and so do views and subscriptions that are shared with it. \
      `docket undo` takes it back.

      Examples:
        docket role rename trainee junior
      """)

  @Argument(help: "The role.", completion: .source(.roles)) var name: String
  @Argument(help: "Its new name: letters, digits, - and _.", completion: .nothing)
  var newName: String
  @OptionGroup var global: GlobalOptions
}

/// A command that gives something of the desk's own another name.
protocol RenamingCommand: DeskCommand {
  static var subject: DeskRename.Subject { get }
  var name: String { get }
  var newName: String { get }
}

extension RenamingCommand {
  func run(in context: CommandContext) throws {
    let rename = DeskRename(Self.subject, from: name, to: newName)
    let followed = try context.desk.rename(rename, as: .person(context.person.id))
    for name in followed { try context.tell(name.text) }
  }
}

/// A command that counts tickets by the values of a list field.
protocol ValueListing: ReadingCommand {
  static var field: TicketField { get }
  var query: [String] { get }
}

extension ValueListing {
  func read(_ session: DeskSession, on output: Output) throws {
    let field = Self.field.rawValue
    let form = output.isJSON ? ["--json"] : []
    try ListCommand.parse(["--group", field] + form + ["--", "has:\(field)"] + query)
      .read(session, on: output)
  }
}
