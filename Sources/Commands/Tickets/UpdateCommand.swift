import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket update`: edits fields of a ticket, or of all that a query finds.
struct UpdateCommand: TicketsCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Edit fields of a ticket, or of all that a query finds.",
    discussion: """
      Assignments are FIELD=VALUE; lists also take FIELD+=VALUE and FIELD-=VALUE. An empty value \
      clears a field. An edit of `stage` is the close, reopen, postpone … that it means, with its \
      permission and rules.

      What is no assignment is one ticket's number, several, or a query, here with `:` only. Several \
      tickets are shown first; on a terminal you are asked, elsewhere it wants --yes. It takes the \
      permission `bulk`, and each ticket's own. They go in 256 at a time, those that are refused or \
      were changed since are listed and left as they are, and the exit status is 1 if there are any. \
      All are one request, as r12: docket undo r12 takes it back, and where it was stopped or killed, \
      --resume r12 goes on; with --dry-run it shows what is left. Where no ticket matches, nothing is \
      done and the exit status is 0.

      Examples:
        docket update 7 priority=high tags+=late tags-=new
        docket update 7 queue=billing assignee= --note "moved, see the mail"
        docket update 7 stage=resolved close_reason=solved root_causes=cable --dry-run
        docket update queue:support is:open no:assignee assignee=ann
        docket update 7 8 12 priority=low --atomic --yes
        docket update created:..-365d is:waiting stage=deleted --dry-run
        docket update --list
        docket update --resume r12
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and the assignments.", valueName: "id|query field=value"),
    completion: .source(.targets))
  var words: [String] = []

  @Option(help: "An internal note besides; - reads standard input.")
  var note: TextArgument?

  @OptionGroup var bulk: AtomicOption
  @OptionGroup var unfinished: UnfinishedOptions
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    try unfinished.validate(besides: !words.isEmpty || note != nil || bulk.atomic)
  }

  func run(in context: CommandContext) throws {
    let run = BulkRun(context: context, options: action, isAtomic: bulk.atomic)
    if let name = unfinished.resume { return try run.resume(name) }
    if let name = unfinished.abandon { return try run.abandon(name) }
    if unfinished.list { return try run.listUnfinished() }
    try change(in: context)
  }

  var target: TicketTarget {
    get throws {
      let targets = words.filter { FieldAssignment(argument: $0) == nil }
      if !words.isEmpty, !words.contains(where: { $0.contains("=") }) {
        throw Failure(.usage, Text.usageNoAssignment)
      }
      return try TicketTarget(targets, orElse: Text.usageUpdateWhat)
    }
  }

  func request(in context: CommandContext) throws -> Request {
    let assignments = words.compactMap(FieldAssignment.init(argument:))
    guard !assignments.isEmpty else { throw Failure(.usage, Text.usageNoAssignment) }
    return context.request(
      .verb(.update),
      set: assignments.map { ($0.field, $0.assignment) }, note: try note?.words() ?? "")
  }
}

/// What becomes of bulks that were begun and not finished.
struct UnfinishedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Go on with what was stopped or killed.", valueName: "request"),
    completion: .nothing)
  var resume: String?

  @Flag(help: "List what was begun and is not finished.")
  var list = false

  @Option(
    help: ArgumentHelp(
      "Give up what is not finished; what it did stays, and can be undone.", valueName: "request"),
    completion: .nothing)
  var abandon: String?

  /// Refuses options that exclude each other; `besides` says whether anything else is given.
  func validate(besides hasOthers: Bool) throws {
    let given = [
      resume.map { _ in "--resume" }, abandon.map { _ in "--abandon" }, list ? "--list" : nil,
    ].compactMap(\.self)
    guard given.count < 2 else {
      throw ValidationError(
        Text.usageExclude(options: given.joined(separator: ", ")).description)
    }
    if let option = given.first, hasOthers {
      throw ValidationError(Text.usageAlone(option: option).description)
    }
  }
}
