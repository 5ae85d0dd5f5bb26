import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// What can be said of a life cycle, by the keys of `docket.lifecycle`.
struct LifecycleOptions: ParsableArguments {
  @Option(help: "The stage of a new ticket; else the first.", completion: .source(.stages))
  var initial: String?
  @Option(
    help: ArgumentHelp("Where closing leads: a stage, or FROM=TO.", valueName: "stage"),
    completion: .source(.stages))
  var close: [String] = []
  @Option(
    help: ArgumentHelp("Where reopening leads: a stage, or FROM=TO.", valueName: "stage"),
    completion: .source(.stages))
  var reopen: [String] = []
  @Option(
    help: ArgumentHelp("Where postponing leads: a stage, or FROM=TO.", valueName: "stage"),
    completion: .source(.stages))
  var postpone: [String] = []
  @Option(
    help: ArgumentHelp(
      "Where waking leads: a stage, or FROM=TO with the stage postponed from.", valueName: "stage"),
    completion: .source(.stages))
  var wake: [String] = []
  @Option(
    help: ArgumentHelp("Where discarding leads: WORD=STAGE, as spam=spam.", valueName: "stage"),
    completion: .source(.stages))
  var discard: [String] = []
  @Option(
    help: ArgumentHelp(
      "Where restoring leads: a stage, or @before for the one before.", valueName: "stage"),
    completion: .source(.stages))
  var restore: [String] = []
  @Option(
    help: ArgumentHelp(
      "Where a reply of the staff leads: a stage, or FROM=TO.", valueName: "stage"),
    completion: .source(.stages))
  var onAgentReply: [String] = []
  @Option(
    help: ArgumentHelp(
      "Where a reply of the customer leads: a stage, or FROM=TO.", valueName: "stage"),
    completion: .source(.stages))
  var onCustomerReply: [String] = []

  /// Notes all of it; an option of nothing takes away what was said.
  func say(in edit: inout DeclarationEdit) throws(Failure) {
    edit.say("initial", JSON.saying(initial))
    let verbs: [(Verb, [String])] = [
      (.close, close), (.reopen, reopen), (.postpone, postpone), (.wake, wake),
      (.discard, discard), (.restore, restore),
    ]
    let leads = try LifecycleOptions.leads(verbs.map { ($0.0.rawValue, $0.1) })
    let replies = try LifecycleOptions.leads([
      (ReplySide.agent.rawValue, onAgentReply), (ReplySide.customer.rawValue, onCustomerReply),
    ])
    edit.say("leads", leads.isEmpty ? nil : .object(leads))
    edit.say("on_reply", replies.isEmpty ? nil : .object(replies))
  }

  private static func leads(
    _ options: [(name: String, texts: [String])],
  ) throws(Failure) -> [(String, JSON)] {
    var leads: [(String, JSON)] = []
    for option in options where !option.texts.isEmpty {
      leads.append((option.name, try lead(option.texts, of: option.name)))
    }
    return leads
  }

  /// A stage for all, or stages by the one before; an empty text takes away what was said.
  private static func lead(_ texts: [String], of name: String) throws(Failure) -> JSON {
    if texts == [""] { return .null }
    if texts.count == 1, !texts[0].contains("=") { return .string(texts[0]) }
    var given = GivenNames()
    return .object(
      try texts.map { text throws(Failure) in
        let (from, to) = try pair(text, of: name)
        try given.take(from, to)
        return (from, .string(to))
      })
  }

  /// The two sides of a text with `=`, which is `wanted`.
  static func pair(
    _ text: String, of option: String, wanted: String = "FROM=TO",
  ) throws(Failure) -> (String, String) {
    let sides = text.split(separator: "=", maxSplits: 1).map { String($0.trimmingBlanks) }
    guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else {
      throw Failure(.usage, Text.usageLead(option: option, wanted: wanted, text: text))
    }
    return (sides[0], sides[1])
  }
}

/// The stages and moves that a new life cycle begins with.
struct LifecycleStart: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A stage and what it means, as done=closed; may be repeated.", valueName: "stage=category"),
    completion: .list(Category.allCases.map { "=\($0.rawValue)" }))
  var stage: [String] = []
  @Option(
    help: ArgumentHelp(
      "Where a stage leads, as new=busy,done; may be repeated.", valueName: "from=to,to"),
    completion: .source(.stages))
  var move: [String] = []
  @Option(help: "Begin with a copy of this life cycle.", completion: .source(.lifecycles))
  var like: String?

  /// The life cycle that these make, with what follows from them where nothing else is said.
  func cycle(in context: CommandContext) throws -> LifecycleSpec {
    var cycle =
      try like.map { try model($0, in: context) }
      ?? LifecycleSpec(name: "", plugin: "", initial: "", stages: [])
    var given = GivenNames()
    for text in stage {
      let (name, word) = try LifecycleOptions.pair(text, of: "stage", wanted: "NAME=CATEGORY")
      try given.take(name, word)
      guard let category = Category(rawValue: word) else {
        let known = Category.allCases.map(\.rawValue)
        throw Failure(
          .usage,
          Text.usageStageCategory(
            text: text, categories: known.joined(separator: ", "),
            hint: Text.nearest(nearestName(to: word, among: known))))
      }
      cycle.stages.removeAll { $0.name == name }
      cycle.stages.append(.init(name: name, category: category))
    }
    guard !cycle.stages.isEmpty else { throw Failure(.usage, Text.usageLifecycle) }
    for text in move {
      let (from, targets) = try LifecycleOptions.pair(text, of: "move")
      for to in targets.split(separator: ",").map({ String($0.trimmingBlanks) }) {
        cycle.transitions[from, default: []].removeAll { $0.to == to }
        cycle.transitions[from, default: []].append(.init(to: to))
      }
    }
    if like == nil { cycle.leadByCategory() }
    return cycle
  }

  private func model(_ name: String, in context: CommandContext) throws -> LifecycleSpec {
    let all = try context.read { session in
      try session.requireStaff()
      return session.rulebook.registry.lifecycles
    }
    guard let cycle = all.first(where: { $0.name == name }) else {
      throw Failure.missing(.lifecycle, name, among: all.map(\.name))
    }
    return cycle
  }
}

extension LifecycleSpec {
  /// Has verbs lead to the only stage of the category that they are for.
  fileprivate mutating func leadByCategory() {
    initial = stages[0].name
    if let closed = only(.closed) {
      leads[Verb.close.rawValue] = ["*": closed]
      leads[Verb.reopen.rawValue] = ["*": initial]
    }
    if let postponed = only(.postponed) {
      leads[Verb.postpone.rawValue] = ["*": postponed]
      leads[Verb.wake.rawValue] = ["*": initial]
    }
    let bins = stages.filter { $0.category == .discarded }.map(\.name)
    guard !bins.isEmpty else { return }
    discards = Dictionary(bins.map { ($0, $0) }) { first, _ in first }
    leads[Verb.restore.rawValue] = ["*": LifecycleSpec.before]
    for bin in bins where transitions[bin] == nil {
      transitions[bin] = [.init(to: LifecycleSpec.before)]
    }
  }

  private func only(_ category: Category) -> String? {
    let names = stages.filter { $0.category == category }.map(\.name)
    return names.count == 1 ? names[0] : nil
  }

  /// All of it, by the keys of `docket.lifecycle`.
  var said: [(String, JSON)] {
    let all = leads.map { ($0.key, LifecycleSpec.lead($0.value)) }
    let discard = discards.isEmpty ? [] : [(Verb.discard.rawValue, JSON.texts(by: discards))]
    return [
      ("initial", .string(initial)),
      (
        "stages",
        .array(
          stages.map {
            .object([("name", .string($0.name)), ("category", .string($0.category.rawValue))])
          })
      ),
      (
        "transitions",
        .object(
          transitions.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(\.said))) })
      ),
      ("leads", .object((all + discard).sorted { $0.0 < $1.0 })),
      (
        "on_reply",
        .object(onReply.sorted { $0.key < $1.key }.map { ($0.key, LifecycleSpec.lead($0.value)) })
      ),
    ].filter { $0.1.members?.isEmpty != true }
  }

  private static func lead(_ lead: Lead) -> JSON {
    if lead.count == 1, let stage = lead["*"] { return .string(stage) }
    return .texts(by: lead)
  }
}

extension LifecycleSpec.Transition {
  /// The move as Lua has it; the words of a refusal are the plugin's whose move it is.
  fileprivate var said: JSON {
    let wants: [(String, JSON?)] = [
      ("requires", requires.isEmpty ? nil : .array(requires.map(JSON.string))),
      ("when", when.map(JSON.string)), ("permission", permission.map(JSON.string)),
    ]
    let said = wants.compactMap { key, value in value.map { (key, $0) } }
    return said.isEmpty ? .string(to) : .object([("to", .string(to))] + said)
  }
}

extension JSON {
  /// Texts by name, in the order of the names.
  fileprivate static func texts(by names: [String: String]) -> JSON {
    .object(names.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }
}
