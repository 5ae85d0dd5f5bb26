import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket rule`: what the desk does with tickets by itself.
struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "List, try, edit, order and switch the rules that tickets go by.",
    discussion: """
      A rule says on which event or how long after it, for which tickets, what is done: who gets a \
      ticket, what it becomes, who is told. Rules stand in a setting of the plugin that does them, \
      as `docket plugin enable routing` brings some; its README lists the parts of a rule. Each \
      change is checked, stands in the desk's history, and counts at once.

      Examples:
        docket rule list
        docket rule add printers when=subject:printer,toner assign=ben,role:agent --off
        docket rule try printers created:-30d..
        docket rule on printers
        docket rule add slow event=time after=3d when=is:waiting notify.to=assignee
        docket rule order slow --before printers
      """,
    subcommands: [
      RuleListCommand.self, RuleShowCommand.self, RuleAddCommand.self, RuleSetCommand.self,
      RuleOrderCommand.self, RuleOnCommand.self, RuleOffCommand.self, RuleRemoveCommand.self,
      RuleTryCommand.self, RuleTestCommand.self,
    ])
}

/// What commands about rules take.
struct RuleOptions: ParsableArguments {
  @Option(
    help: "Whose rules; needed only where several plugins have some.",
    completion: .source(.plugins))
  var plugin: String?
}

/// `docket rule list`: the rules in their order.
struct RuleListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules in their order.",
    discussion: """
      All rules that are for a change are done, low orders first. What a part is where nothing is \
      said is left out; `docket rule show NAME` has all of it.

      Examples:
        docket rule list
        docket rule list --json
      """)

  @OptionGroup var rules: RuleOptions
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let list = try session.rules(of: rules.plugin)
    guard !output.isJSON else {
      return try output.write(.array(list.rules.map { $0.json(of: list) }))
    }
    var table = Table([
      .init(Text.columnOrder, isNumeric: true), .init(Text.columnRule), .init(Text.columnActive),
      .init(Text.columnSays, isFlexible: true),
    ])
    for rule in list.rules {
      let meaning: Meaning = rule.isActive ? .plain : .faint
      let words = rule.says.map { "\($0.name)=\(ShellWords.quoted($0.words))" }
      table.append([
        .init("\(rule.order)", meaning), .init(rule.name, meaning),
        .init(output.standard.words(rule.state), meaning),
        .init(words.joined(separator: " "), meaning),
      ])
    }
    try output.page(table.lines(on: output.standard))
    if list.rules.isEmpty { try output.say(Text.ruleNone) }
  }
}

/// `docket rule show`: all parts of one rule.
struct RuleShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show all parts of a rule, as `docket rule set` takes them.",
    discussion: """
      Examples:
        docket rule show round_robin
      """)

  @Argument(help: "The rule.", completion: .source(.rules)) var name: String
  @OptionGroup var rules: RuleOptions
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let list = try session.rules(of: rules.plugin)
    let rule = try list.rule(named: name)
    guard !output.isJSON else { return try output.write(rule.json(of: list)) }
    let place = (list.rules.firstIndex(of: rule) ?? 0) + 1
    let surface = output.standard
    let heading = [
      (surface.words(Text.columnRule), rule.name), (surface.words(Text.columnPlugin), list.plugin),
      (
        surface.words(Text.headPlace),
        surface.words(Text.rulePlace(place: place, count: list.rules.count))
      ),
    ]
    let pairs = heading + rule.written.map { ($0.name, $0.words) }
    try output.write(PairList(pairs).lines(on: surface))
  }
}

extension PluginRule {
  /// Whether it is switched on, in a word.
  var state: Text { isActive ? Text.ruleOn : Text.ruleOff }

  /// Each part by its path and as people type it.
  var written: [(name: String, words: String)] {
    paths.sorted { $0.key < $1.key }.map { ($0.key, $0.value.typed) }
  }

  /// The same without what a list has columns for: first when it is done, then what.
  fileprivate var says: [(name: String, words: String)] {
    let first = ["event", "after", "since", "types", "languages", "when"]
    let own = written.filter { !["active", "order"].contains($0.name) && !$0.words.isEmpty }
    let known = first.compactMap { name in own.first { $0.name == name } }
    return known + own.filter { !first.contains($0.name) }
  }

  func json(of list: RuleList) -> JSON {
    .object([
      ("name", .string(name)), ("plugin", .string(list.plugin)), ("active", .boolean(isActive)),
      ("order", .integer(order)), ("parts", parts),
    ])
  }
}

extension JSON {
  /// A value as people type it for a setting.
  var typed: String {
    switch self {
    case .string(let text): text
    case .boolean(let value): value ? "yes" : "no"
    case .array(let items): items.map(\.typed).joined(separator: ",")
    case .null: ""
    case .object(let members) where members.count == 1 && members[0].0 == "number":
      members[0].1.string ?? text
    case .object(let members) where members.isEmpty: ""
    default: text
    }
  }
}
