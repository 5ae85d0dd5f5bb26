import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket rule try`: what a rule would do to tickets that there are.
struct RuleTryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "Show what a rule would do to tickets of the past.",
    discussion: """
      Nothing is written. The rule, switched on or off, is asked about each ticket as it is now; for \
      one ticket each step is shown. Without tickets it is tried on the newest \(RuleTrial.most) \
      that are not discarded, closed ones among them.

      Examples:
        docket rule try by_keyword
        docket rule try by_keyword created:-30d..
        docket rule try by_keyword 7
      """)

  @Argument(help: "The rule.", completion: .source(.rules)) var name: String
  @Argument(
    help: ArgumentHelp("The ticket, tickets or query.", valueName: "id|query"),
    completion: .source(.query))
  var words: [String] = []
  @OptionGroup var rules: RuleOptions
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { true }

  func run(in context: CommandContext) throws {
    let trial = try RuleTrial(
      context: context, plugin: rules.plugin, words: words, most: RuleTrial.most)
    _ = try trial.list.rule(named: name)
    if let ticket = trial.ticket { return try trial.show(name, on: ticket) }
    try trial.show(name)
  }
}

/// `docket rule test`: how all rules would do on tickets that there are.
struct RuleTestCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Count for each rule the tickets of the past that it would change.",
    discussion: """
      Nothing is written. Each rule, switched on or off, is tried by itself, in order: how many of \
      the tickets it would change, of how many it is kept, and most often by what. Without tickets: \
      the newest \(RuleTrial.mostOfAll) that are not discarded.

      Examples:
        docket rule test
        docket rule test queue:billing created:-30d..
      """)

  @Argument(
    help: ArgumentHelp("The tickets or query.", valueName: "id|query"), completion: .source(.query))
  var words: [String] = []
  @OptionGroup var rules: RuleOptions
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { true }

  func run(in context: CommandContext) throws {
    try RuleTrial(
      context: context, plugin: rules.plugin, words: words, most: RuleTrial.mostOfAll
    ).count()
  }
}

/// Rules tried on tickets by the action that does them; each ticket is tried alone and taken back.
struct RuleTrial {
  let context: CommandContext
  let list: RuleList
  private let targets: [BulkTarget]
  private let moment: Instant
  /// The one ticket that was named by its number.
  let ticket: Ticket.ID?

  /// So many of the newest tickets one rule is tried on where none are named, and each of all rules.
  static let (most, mostOfAll) = (500, 100)

  init(context: CommandContext, plugin: String?, words: [String], most: Int) throws {
    self.context = context
    let newest = TicketTarget.query("sort:-id limit:\(most)")
    let target =
      try words.isEmpty ? newest : TicketTarget(ofVerb: words, orElse: Text.usageNoTicket)
    (list, targets, moment) = try context.read { session in
      let list = try session.rules(of: plugin)
      return (list, try target.targets(in: session), session.now)
    }
    if case .ticket(let id) = target { ticket = id } else { ticket = nil }
  }

  private func request(_ rule: String) -> Request {
    var request = context.request(
      Action(list.action.name),
      params: [ActionSpec.ruleParam: .text(rule)])
    request.asked = moment
    return request
  }

  private func plan(
    _ rule: String, _ signals: inout Signals,
    each: (BulkTarget, Outcome, [Edit]) throws -> Void = { _, _, _ in },
  ) throws -> BulkPlan {
    try context.plan(BulkOrder(request(rule), for: targets), &signals, each: each)
  }

  /// Shows each step of a rule on one ticket.
  func show(_ rule: String, on ticket: Ticket.ID) throws {
    var request = request(rule)
    request.ticket = ticket
    let outcome = try context.desk.perform(request, isDryRun: true)
    try context.read { session in
      try ActionReport(
        outcome: outcome, isDryRun: true, action: request.action, session: session,
        output: context.output
      ).write()
    }
    if case .refused(let refusal) = outcome.verdict { throw Failure(refusal) }
  }

  /// Shows what a rule would change of each of the tickets, and why not of others.
  func show(_ rule: String) throws {
    var signals = Signals()
    var changes: [BulkChange] = []
    let plan = try plan(rule, &signals) { target, outcome, edits in
      if case .done(let receipt) = outcome.verdict, receipt.seq != nil {
        changes.append(BulkChange(ticket: target.ticket, edits: edits))
      }
    }
    if targets.isEmpty { try context.output.say(Text.saidNothingMatched) }
    try context.read { session in
      try BulkReport(session: session, output: context.output).show(plan, all: changes)
    }
  }

  /// Counts for each rule what it would come to.
  func count() throws {
    var signals = Signals()
    let output = context.output
    var table = Table([
      .init(Text.columnOrder, isNumeric: true), .init(Text.columnRule), .init(Text.columnActive),
      .init(Text.columnWouldChange, isNumeric: true), .init(Text.columnRefused, isNumeric: true),
      .init(Text.columnWhy, isFlexible: true),
    ])
    var documents: [JSON] = []
    for rule in list.rules {
      let plan = try plan(rule.name, &signals)
      let why = RuleTrial.commonest(try reasons(of: plan))
      let meaning: Meaning = rule.isActive ? .plain : .faint
      table.append([
        .init("\(rule.order)", meaning), .init(rule.name, meaning),
        .init(output.standard.words(rule.state), meaning), .init("\(plan.changed)", meaning),
        .init("\(plan.refused.count)", meaning), .init(why ?? "", .faint),
      ])
      documents.append(
        .object([
          ("name", .string(rule.name)), ("plugin", .string(list.plugin)),
          ("active", .boolean(rule.isActive)), ("tried", .integer(Int64(targets.count))),
          ("changed", .integer(Int64(plan.changed))),
          ("refused", .integer(Int64(plan.refused.count))), ("why", why.map(JSON.string) ?? .null),
        ]))
    }
    guard !output.isJSON else { return try output.write(.array(documents)) }
    try output.write(Text.ruleTried(count: targets.count))
    try output.write(table.lines(on: output.standard))
    if list.rules.isEmpty { try output.say(Text.ruleNone) }
  }

  /// Why tickets were refused: programs read of fields by their names, people by their labels.
  private func reasons(of plan: BulkPlan) throws -> [String] {
    guard !context.output.isJSON else {
      return plan.refused.map { $0.reason(in: context.output.language) }
    }
    let action = Action(list.action.name)
    return try context.read { session in
      plan.refused.map { $0.reason(of: action, in: session) }
    }
  }

  /// What stands in a list most often; of several the first.
  private static func commonest(_ texts: [String]) -> String? {
    let counts = texts.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let most = counts.values.max()
    return texts.first { counts[$0] == most }
  }
}
