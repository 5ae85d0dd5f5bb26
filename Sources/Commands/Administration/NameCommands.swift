import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket tag`: the tags that tickets have.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "List, describe, rename and merge tags.",
    discussion: """
      Tags need no declaration: `docket update 7 tags+=printer` makes one.

      Examples:
        docket tag list
        docket tag list is:open
        docket tag describe printer "Whatever is printed on" "nl=Alles waarop wordt geprint"
        docket tag rename printer printers
        docket tag merge printers prnter --into printer
      """,
    subcommands: [
      TagListCommand.self, TagDescribeCommand.self, TagRenameCommand.self, TagMergeCommand.self,
    ])
}

/// `docket tag list`: the tags of tickets, the most frequent first.
struct TagListCommand: ValueListing {
  static let field = TicketField.tags
  static var none: Text { .saidNoTags }
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tags of tickets, how many have each, and what they mean.",
    discussion: """
      Without a query, staff who see all tickets see described tags that no ticket has as well.

      Examples:
        docket tag list
        docket tag list queue:billing created:-30d..
      """)

  @Argument(help: "Of which tickets; nothing for all.", completion: .source(.query))
  var query: [String] = []
  @OptionGroup var global: GlobalOptions
}

/// `docket tag rename`: another name for a tag.
typealias TagRenameCommand = RenameCommand<RenamedTag>

enum RenamedTag: RenamedName {
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
  static let name: RenamedArgument = (help: "The tag.", completion: .tags)
  static let newName: ArgumentHelp = "Its new name, which no ticket has."
}

/// `docket root-cause`: the root causes that tickets have.
struct RootCauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "root-cause",
    abstract: "List, describe, rename and merge root causes.",
    discussion: """
      Examples:
        docket root-cause list closed:-30d..
        docket root-cause describe "old fuser" "The fuser is past its pages"
        docket root-cause rename "old fuser" "worn fuser"
        docket root-cause merge fuser "worn fuser" --into "old fuser"
      """,
    subcommands: [
      RootCauseListCommand.self, RootCauseDescribeCommand.self, RootCauseRenameCommand.self,
      RootCauseMergeCommand.self,
    ])
}

/// `docket root-cause list`: the root causes of tickets, the most frequent first.
struct RootCauseListCommand: ValueListing {
  static let field = TicketField.rootCauses
  static var none: Text { .saidNoRootCauses }
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the root causes of tickets, how many have each, and what they mean.",
    discussion: """
      Without a query, staff who see all tickets see described root causes that no ticket has as \
      well.

      Examples:
        docket root-cause list
        docket root-cause list closed:-30d..
      """)

  @Argument(help: "Of which tickets; nothing for all.", completion: .source(.query))
  var query: [String] = []
  @OptionGroup var global: GlobalOptions
}

/// `docket root-cause rename`: another name for a root cause.
typealias RootCauseRenameCommand = RenameCommand<RenamedRootCause>

enum RenamedRootCause: RenamedName {
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
  static let name: RenamedArgument = (help: "The root cause.", completion: .rootCauses)
  static let newName: ArgumentHelp = "Its new name, which no ticket has."
}

/// `docket queue rename`: another name for a queue.
typealias QueueRenameCommand = RenameCommand<RenamedQueue>

enum RenamedQueue: RenamedName {
  static let subject = DeskRename.Subject.queue
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a queue of the desk's own another name.",
    discussion: """
      All tickets in it follow, and so do views, grants, subscriptions, settings of plugins and \
      unfinished bulks that name it; histories keep the name of then. `docket undo` takes it back.

      Examples:
        docket queue rename billing invoices
      """)
  static let name: RenamedArgument = (help: "The queue.", completion: .queues)
  static let newName: ArgumentHelp = "Its new name: letters, digits, - and _."
}

/// `docket role rename`: another name for a role.
typealias RoleRenameCommand = RenameCommand<RenamedRole>

enum RenamedRole: RenamedName {
  static let subject = DeskRename.Subject.role
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a role of the desk's own another name.",
    discussion: """
      Everybody who has it follows, and so do views and subscriptions that are shared with it. \
      `docket undo` takes it back.

      Examples:
        docket role rename trainee junior
      """)
  static let name: RenamedArgument = (help: "The role.", completion: .roles)
  static let newName: ArgumentHelp = "Its new name: letters, digits, - and _."
}

/// A name of the desk's own that can be changed, with the words that the command's help has for it.
protocol RenamedName: Renamed {
  static var subject: DeskRename.Subject { get }
  /// What the new one may be.
  static var newName: ArgumentHelp { get }
}

/// A command that gives something of the desk's own another name.
struct RenameCommand<Thing: RenamedName>: DeskCommand {
  static var configuration: CommandConfiguration { Thing.configuration }

  @Argument(help: Thing.name.help, completion: .source(Thing.name.completion))
  var name: String
  @Argument(help: Thing.newName, completion: .nothing) var newName: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let rename = DeskRename(Thing.subject, from: name, to: newName)
    let followed = try context.desk.rename(rename, as: .person(context.person.id))
    for name in followed { try context.tell(name.text) }
    try context.moveDescription(by: rename)
  }
}

extension CommandContext {
  /// Has what the desk says of a name be said of its new one; says so where that cannot be, since the
  /// rename itself is done.
  func moveDescription(by rename: DeskRename) throws {
    do {
      guard try desk.describes(rename) else { return }
      guard try read({ $0.may(.pluginManage) }) else {
        return try output.say(Text.madeDescriptionStays)
      }
      _ = try desk.describe(following: rename, as: .person(person.id))
    } catch let refusal as Refusal {
      try output.say(Text.madeDescriptionLeft(problem: refusal.text))
    } catch let error as any TextError {
      try output.say(Text.madeDescriptionLeft(problem: error.text))
    }
  }
}

/// A command that counts tickets by the values of a list field.
protocol ValueListing: ReadingCommand {
  static var field: TicketField { get }
  /// What is said where no ticket has any.
  static var none: Text { get }
  var query: [String] { get }
}

extension ValueListing {
  func read(_ session: DeskSession, on output: Output) throws {
    let field = Self.field.rawValue
    let asked = try session.query(QueryWords(["has:\(field)"] + query).text)
      .narrowed(by: session.query("group:\(field)"))
    var groups = try session.groups(asked)
    let labels = Labels(session.rulebook.registry.labels, language: session.language.code)
    let used = Set(groups.compactMap(\.value.text))
    var meanings: [String: String] = [:]
    for name in labels.described(in: Self.field) {
      let isUnused = !used.contains(name)
      // What others use is not theirs to know who sees few tickets.
      guard
        !isUnused
          || query.isEmpty && session.may(.ticketView)
            && session.rulebook.isStaff(session.person)
      else { continue }
      meanings[name] = labels.description(of: name, in: Self.field)
      if isUnused { groups.append(GroupCount(value: .text(name), count: 0)) }
    }
    let table = GroupTable(
      of: asked, groups: groups, values: session.values, meanings: meanings)
    guard !output.isJSON else { return try output.write(table.json()) }
    try output.page(table.lines(on: output.standard))
    if groups.isEmpty { try output.say(query.isEmpty ? Self.none : Text.saidNoMatch) }
  }
}
