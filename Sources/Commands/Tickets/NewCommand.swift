import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket new`: takes a ticket in.
struct NewCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Take in a ticket; prints its number.",
    discussion: """
      Fields that you leave out get what the ticket's type and the desk's plugins say.

      --requester takes a name or an address of mail, also as "Jane Doe <jane@example.com>". An \
      address that belongs to somebody is that person. One that belongs to nobody becomes a new \
      customer together with the ticket, for whoever has person.add; where it is nearly somebody's, \
      you are asked, and elsewhere than on a terminal it wants --yes.

      --ask asks for what you leave out, field by field, with what each takes; it shows the ticket as \
      it would be, and asks whether to make it.

      Examples:
        docket new "Printer on floor 3 is on fire" --priority urgent --tag printer
        docket new "Cannot log in" --requester carl --source phone --body - < call.txt
        docket new "Where is my parcel?" --requester "Jane Doe <jane@example.com>"
        docket new "Black stripes on every page" --attach photo.jpg
        docket new "Slow pages" --field severity=high --due +2d --dry-run
        docket new --ask --requester carl
      """)

  @Argument(help: "What it is about, in one line; - reads standard input.")
  var subject: TextArgument?

  @Flag(help: "Ask on the terminal for what is left out.") var ask = false

  @Option(help: "The whole story; - reads standard input.")
  var body: TextArgument?

  @Option(help: "The type of ticket.", completion: .source(.types))
  var type: String?

  @Option(help: "The queue it belongs into.", completion: .source(.queues))
  var queue: String?

  @Option(
    help: "low, normal, high or urgent.", completion: .list(Priority.allCases.map(\.rawValue)))
  var priority: String?

  @Option(
    name: .customLong("tag"), help: "A tag, or several with commas; may be given several times.",
    completion: .nothing)
  var tags: [String] = []

  @Option(
    help: "Who asks, by name or address; you, where you are a customer.",
    completion: .source(.people))
  var requester: String?

  @Option(help: "Who is to work on it.", completion: .source(.people))
  var assignee: String?

  @Option(help: "The way it came in: email, phone, letter, web …", completion: .nothing)
  var source: String?

  @Option(
    parsing: .unconditional, help: "When it is due: +2d, 2026-01-31, 2026-01-31T12:00Z.",
    completion: .nothing)
  var due: String?

  @Option(help: "The ticket it is a part of.")
  var parent: TicketArgument?

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("A custom field; may be given several times.", valueName: "name=value"))
  var fields: [FieldAssignment] = []

  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A file to attach, for everybody who sees the ticket; may be given several times.",
      valueName: "file"), completion: .file())
  var paths: [String] = []

  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard subject != nil || ask else {
      throw ValidationError(Text.usageNewSubject.description)
    }
  }

  func run(in context: CommandContext) throws {
    guard !ask else { return try NewTalk(self, in: context).run() }
    let correspondent = try correspondent(in: context)
    let request = try completed(
      request(from: correspondent == nil ? requester : nil, in: context),
      in: context)
    try ActionRun(context: context, options: action, requester: correspondent).perform(request)
  }

  /// The request with what is no field: the version that it is for, and files.
  func completed(_ asked: Request, in context: CommandContext) throws -> Request {
    var request = asked
    request.expectedVersion = action.version
    if !paths.isEmpty {
      let limit = try context.read { $0.rulebook.settings.attachmentLimit }
      request.uploads = try AttachedFiles(paths: paths).uploads(limit: limit)
    }
    return request
  }

  /// Who asks, where an address says so and no person is called that.
  func correspondent(in context: CommandContext) throws -> Correspondent? {
    guard let requester, let correspondent = Correspondent(requester) else { return nil }
    let (isAddress, near) = try context.read { session in
      guard session.mayNameAddresses, try session.moment.person(named: requester) == nil else {
        return (false, nil as Person?)
      }
      return (true, try session.personNear(correspondent))
    }
    guard let near, !action.yes, !action.dryRun else { return isAddress ? correspondent : nil }
    let question = Question(output: context.output)
    guard question.isAnswerable else {
      throw Failure(
        .refused,
        Text.personNearAddress(
          address: correspondent.address, near: near.email, person: near.name))
    }
    guard
      try question.isAffirmed(
        Text.personAskNear(
          address: correspondent.address, person: near.name, near: near.email))
    else { throw Failure(.refused, Text.saidUnchanged) }
    return correspondent
  }

  /// What the options set.
  func request(from requester: String?, in context: CommandContext) throws -> Request {
    var set: [(field: String, assignment: Request.Assignment)] = []
    if let subject {
      set.append((TicketField.subject.rawValue, .value(.text(try subject.words()))))
    }
    func put(_ field: TicketField, _ text: String?) {
      if let text { set.append((field.rawValue, .value(.naming(text)))) }
    }
    put(.type, type)
    put(.body, try body?.words())
    put(.queue, queue)
    put(.priority, priority)
    put(.requester, requester)
    put(.assignee, assignee)
    put(.source, source)
    put(.due, due)
    if let parent { set.append(("parent", .value(.ticket(parent.id)))) }
    if !tags.isEmpty { set.append((TicketField.tags.rawValue, .value(.names(tags)))) }
    set += fields.map { ($0.field, $0.assignment) }
    return context.request(.verb(.create), set: set)
  }
}
