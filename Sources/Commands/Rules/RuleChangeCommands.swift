import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// A command that changes rules.
protocol RuleChangeCommand: DeskCommand {
  var changing: RuleChangeOptions { get }
  /// What is to become of which rules.
  func change() throws -> RuleChange
  /// What is said once it is done.
  func said(of now: RuleList) throws -> Text
}

/// What all of them take.
struct RuleChangeOptions: ParsableArguments {
  @Flag(help: "Change nothing; show what would.") var dryRun = false
  @OptionGroup var rules: RuleOptions
  @OptionGroup var agreement: Agreement
}

extension RuleChangeCommand {
  var isDryRun: Bool { changing.dryRun }

  func run(in context: CommandContext) throws {
    let change = try change()
    let output = context.output
    let list = try context.read { try $0.rules(of: changing.rules.plugin) }
    try context.require(.pluginManage)
    let kept = try context.read { try $0.kept(change, of: list) }
    let typing = try context.typing()
    var done: (differences: [RuleDifference], now: RuleList)?
    try changing.agreement.whileAsking(on: output) {
      done = try context.desk.change(
        list, kept, as: .person(context.person.id), typing: typing, agreeingTo: $0)
    }
    guard let done else { return }
    guard !output.isJSON else {
      return try output.write(.array(done.differences.map(\.json)))
    }
    if isDryRun {
      let heading = output.standard.words(Text.saidWouldBe)
      let lines = done.differences.map { $0.line(on: output.standard) }
      return try output.write([output.standard.styled(heading, .heading)] + lines)
    }
    try output.write(try done.differences.isEmpty ? Text.ruleSame : said(of: done.now))
    try BackfillRun(context: context, isSure: false).offer([list.plugin], isWanted: false)
  }

  /// The parts that were typed, as `PART=VALUE`.
  func edits(_ texts: [String]) throws -> [RuleEdit] {
    if let text = texts.first(where: { FieldAssignment(argument: $0) == nil }) {
      throw Failure(.usage, Text.ruleNoPart(text: text))
    }
    return try PluginSetCommand.changes(texts).map { ($0.setting, $0.change) }
  }
}

extension RuleDifference {
  fileprivate func line(on surface: Surface) -> String {
    let (old, new) = (from?.typed ?? "", to?.typed ?? "")
    let (sign, meaning): (String, Meaning) =
      from == nil ? ("+", .good) : to == nil ? ("-", .danger) : ("~", .warning)
    let words = from == nil ? new : to == nil ? old : "\(old) → \(new)"
    return surface.styled("\(sign) ", meaning) + surface.shown("\(rule).\(part): \(words)")
  }

  fileprivate var json: JSON {
    .object([
      ("rule", .string(rule)), ("part", .string(part)), ("from", from ?? .null),
      ("to", to ?? .null),
    ])
  }
}

/// `docket rule add`: a new rule.
struct RuleAddCommand: RuleChangeCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a rule.",
    discussion: """
      PART=VALUE as `docket rule show` has them; lists take commas, and parts of parts a dot. With \
      --off it does nothing before `docket rule on`: `docket rule try` shows what it would do.

      Examples:
        docket rule add printers when=subject:printer,toner assign=ben,role:agent
        docket rule add vip when=requester.organization:acme priority=high --off
        docket rule add slow event=time after=3d when=is:waiting notify.to=assignee
        docket rule add loud when=subject:outage set.escalation=third --dry-run
      """)

  @Argument(help: "Small letters, digits and _.", completion: .nothing) var name: String
  @Argument(
    help: ArgumentHelp("What it says.", valueName: "part=value"), completion: .source(.ruleParts))
  var parts: [String]
  @Flag(help: "Leave it switched off.") var off = false
  @OptionGroup var changing: RuleChangeOptions
  @OptionGroup var global: GlobalOptions

  func change() throws -> RuleChange {
    let off: [RuleEdit] = off ? [("active", .value(.boolean(false)))] : []
    return .add(name, try edits(parts) + off)
  }

  func said(of now: RuleList) throws -> Text {
    let rule = try now.rule(named: name)
    let place = (now.rules.firstIndex(of: rule) ?? 0) + 1
    return Text.ruleAdded(name: name, place: place, count: now.rules.count, state: rule.state)
  }
}

/// `docket rule set`: other parts of a rule.
struct RuleSetCommand: RuleChangeCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change parts of a rule.",
    discussion: """
      PART=VALUE, and PART+=VALUE and PART-=VALUE for lists; an empty value takes the part away.

      Examples:
        docket rule set round_robin assign=role:agent,role:manager
        docket rule set by_keyword tags+=loud priority=urgent
        docket rule set by_keyword priority=
      """)

  @Argument(help: "The rule.", completion: .source(.rules)) var name: String
  @Argument(
    help: ArgumentHelp("What it is to say.", valueName: "part=value"),
    completion: .source(.ruleParts))
  var parts: [String]
  @OptionGroup var changing: RuleChangeOptions
  @OptionGroup var global: GlobalOptions

  func change() throws -> RuleChange { .set(name, try edits(parts)) }
  func said(of now: RuleList) throws -> Text { Text.ruleChanged(name: name) }
}

/// `docket rule order`: another place for a rule.
struct RuleOrderCommand: RuleChangeCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Give a rule another place among the others.",
    discussion: """
      Low orders come first, and rules of one order go by name. Where there is no room between two \
      rules, all get new numbers.

      Examples:
        docket rule order by_keyword --first
        docket rule order printers --before round_robin
        docket rule order printers 50
      """)

  @Argument(help: "The rule.", completion: .source(.rules)) var name: String
  @Argument(help: "Its number.", completion: .nothing) var number: Int64?
  @Option(help: "Put it right before this rule.", completion: .source(.rules)) var before: String?
  @Option(help: "Put it right behind this rule.", completion: .source(.rules)) var behind: String?
  @Flag(help: "Put it first.") var first = false
  @Flag(help: "Put it last.") var last = false
  @OptionGroup var changing: RuleChangeOptions
  @OptionGroup var global: GlobalOptions

  func change() throws -> RuleChange {
    let places: [RulePlace?] = [
      number.map(RulePlace.number), before.map(RulePlace.before), behind.map(RulePlace.behind),
      first ? .first : nil, last ? .last : nil,
    ]
    let named = places.compactMap(\.self)
    guard named.count == 1 else { throw Failure(.usage, Text.ruleOnePlace) }
    return .place(name, named[0])
  }

  func said(of now: RuleList) throws -> Text {
    let place = (now.rules.firstIndex { $0.name == name } ?? 0) + 1
    return Text.rulePlaced(name: name, place: place, count: now.rules.count)
  }
}

/// A command that switches rules on or off.
protocol RuleSwitch: RuleChangeCommand {
  static var isOn: Bool { get }
  var names: [String] { get }
}

extension RuleSwitch {
  func change() throws -> RuleChange { .activate(names, Self.isOn) }

  func said(of now: RuleList) throws -> Text {
    Text.ruleSwitched(
      names: names.joined(separator: ", "), state: Self.isOn ? Text.ruleOn : Text.ruleOff)
  }
}

/// `docket rule on`: has rules at work.
struct RuleOnCommand: RuleSwitch {
  static let isOn = true
  static let configuration = CommandConfiguration(
    commandName: "on", abstract: "Switch rules on.",
    discussion: """
      A rule by time is then done to the tickets that have waited long enough already, too.

      Examples:
        docket rule on by_keyword
        docket rule on by_keyword least_loaded --dry-run
      """)

  @Argument(help: "The rules.", completion: .source(.rules)) var names: [String]
  @OptionGroup var changing: RuleChangeOptions
  @OptionGroup var global: GlobalOptions
}

/// `docket rule off`: has rules rest.
struct RuleOffCommand: RuleSwitch {
  static let isOn = false
  static let configuration = CommandConfiguration(
    commandName: "off", abstract: "Switch rules off; what they say stays.",
    discussion: """
      Examples:
        docket rule off round_robin
      """)

  @Argument(help: "The rules.", completion: .source(.rules)) var names: [String]
  @OptionGroup var changing: RuleChangeOptions
  @OptionGroup var global: GlobalOptions
}

/// `docket rule remove`: takes rules away.
struct RuleRemoveCommand: RuleChangeCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove rules; the desk's history keeps what they said.",
    discussion: """
      Examples:
        docket rule remove by_keyword
        docket rule remove by_keyword least_loaded --dry-run
      """)

  @Argument(help: "The rules.", completion: .source(.rules)) var names: [String]
  @OptionGroup var changing: RuleChangeOptions
  @OptionGroup var global: GlobalOptions

  func change() throws -> RuleChange { .remove(names) }
  func said(of now: RuleList) throws -> Text {
    Text.ruleRemoved(count: names.count, names: names.joined(separator: ", "))
  }
}
