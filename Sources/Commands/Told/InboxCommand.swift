import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket inbox`: what the asker was told.
struct InboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox",
    abstract: "Show what you were told and have not read, oldest first.",
    discussion: """
      What you may not see any more is not shown, nor words that were redacted. Once you change a \
      ticket, or it is not yours any more, what you were told of it counts as read. \
      `docket subscribe` chooses what you are told.

      Examples:
        docket inbox
        docket inbox --all --limit 200
        docket inbox read 7
        docket --as ann inbox --json
      """,
    subcommands: [InboxListCommand.self, InboxReadCommand.self],
    defaultSubcommand: InboxListCommand.self)
}

/// `docket inbox list`: the notices themselves.
struct InboxListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show what you were told (which `docket inbox` does by itself).",
    discussion: """
      Examples:
        docket inbox list --all --limit 200
      """)

  @Flag(help: "Also what you have read.") var all = false
  @Option(help: "At most so many, the last ones.", completion: .nothing)
  var limit = CountArgument(50)
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let limit = try limit.count(in: session, 1...100_000, orElse: Text.usageInboxLimit)
    let notices = try session.inbox(last: limit, unreadOnly: !all)
    if output.isJSON {
      try output.write(.array(notices.map(json)))
    } else {
      let page = NoticePage(
        values: session.values, labels: session.rulebook.labels(in: output.language.code),
        surface: output.standard)
      try output.page(notices.flatMap(page.lines))
    }
    try tellOfRest(shown: notices.count, of: limit, in: session, on: output)
  }

  private func tellOfRest(
    shown: Int, of limit: Int, in session: DeskSession, on output: Output,
  ) throws {
    if shown == 0 {
      guard !output.isJSON else { return }
      return try output.say(all ? Text.saidNothingYet : Text.saidNothingUnread)
    }
    guard shown == limit else { return }
    let more = try session.inbox(last: limit + 1, unreadOnly: !all).count > limit
    if more { try output.say(Text.saidOnlyLast(limit: limit)) }
  }

  private func json(_ notice: Notice) -> JSON {
    .object([
      ("at", .string(notice.at.iso)),
      ("ticket", notice.ticket.map { .integer($0.rawValue) } ?? .null),
      ("subject", .string(notice.subject)), ("event", .string(notice.event)),
      ("by", .string(notice.by)), ("text", .string(notice.text)),
      ("read", .boolean(notice.isRead)),
    ])
  }
}

/// `docket inbox read`: notes that something was read.
struct InboxReadCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Note that you have read all of it, or what is about tickets.",
    discussion: """
      Examples:
        docket inbox read
        docket inbox read 7 12
      """)

  @Argument(help: "Tickets; without any, all is read.") var tickets: [TicketArgument] = []
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let ids = tickets.map(\.id)
    let unread = try context.read { session in
      try session.inbox(last: .max, unreadOnly: true).count { notice in
        ids.isEmpty || notice.ticket.map(ids.contains) ?? false
      }
    }
    try context.desk.markRead(ids.isEmpty ? nil : ids, by: context.person)
    try context.tell(Text.saidRead(count: unread)) { _ in
      .object([("read", .integer(Int64(unread)))])
    }
  }
}
