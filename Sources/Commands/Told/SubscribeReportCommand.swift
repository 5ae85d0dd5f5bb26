import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket subscribe report NAME`: wants a report every week.
struct SubscribeReportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Have a report made every week, and be told it.",
    discussion: """
      The report is asked as `docket report` asks it, each week anew: for the tickets that you may \
      see then, by your own clock, in your language. --since -7d is the week before it is made. \
      `docket work` makes it; where nobody was at work for several weeks, the last one is made. \
      `docket subscribe remove` ends it.

      Examples:
        docket subscribe report volume --since -7d
        docket subscribe report response priority:high.. --since -7d --param target=4h --on friday \
      --at 16:00
        docket subscribe report backlog --param every=week --since -90d --channel push
        docket subscribe report workload --person bob
      """)

  @Argument(help: "The report.", completion: .source(.reports))
  var name: String
  @OptionGroup var scope: ReportScope
  @Option(help: "On which day of the week.", completion: .nothing) var on = "monday"
  @Option(
    help: ArgumentHelp("At what time of that day.", valueName: "time"), completion: .nothing)
  var at = "8:00"
  @Option(help: "Through which channel; the inbox where none is named.", completion: .nothing)
  var channel: String?
  @Option(help: "Who is sent it; you, where nobody is named.", completion: .source(.people))
  var person: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let params = try ReportParams(scope.param).texts
    try context.read { try scope.checkQuery(of: $0.report(named: name)) }
    let typing = try context.typing()
    let query = try context.kept(scope.text, .list, field: "query")
    let order = ReportOrder(
      name, query: query, since: scope.since, until: scope.until, params: params,
      at: try WeeklyMoment(on: on, at: at, language: typing.language))
    let (recipient, channel) = (person.map { Recipient($0, among: [.person]) }, channel)
    let made = try context.administer {
      try $0.subscribe(toReport: order, for: recipient, by: channel, typing: typing)
    }
    try context.read { session in
      let line = try SubscriptionLine(of: made, in: session)
      guard !context.output.isJSON else { return try context.output.write(line.json) }
      try context.output.write(
        ["\(made.key)  \(context.output.standard.words(line.words))"])
      if let next = try session.nextReport(of: made) {
        try context.output.say(Text.subscriptionNextReport(time: next))
      }
    }
  }
}

/// What a report takes, as `name=value`.
struct ReportParams {
  /// By name.
  let texts: [String: String]

  /// Throws a `Failure` for what has another form, and for a name that is given twice.
  init(_ words: [String]) throws {
    var texts: [String: String] = [:]
    for text in words {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw Failure(.usage, Text.usageReportParam(value: text))
      }
      let name = String(text[..<equals])
      guard texts[name] == nil else { throw Failure(.usage, Text.actionGivenTwice(name: name)) }
      texts[name] = String(text[text.index(after: equals)...])
    }
    self.texts = texts
  }
}
