import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket config`: the desk's configuration as one file.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Write the desk's configuration as one file, or make the desk as such a file says.",
    discussion: """
      The file is Lua that gives plain data: name, language and zone, plugins with versions and \
      settings, what docket field, type, reason and stage declared, queues, what the desk grants to \
      roles, shared views, what roles are told, and people where asked for. Secrets and tickets are \
      not in it.

      Examples:
        docket config export desk.lua
        docket config diff desk.lua
        docket config apply desk.lua
      """,
    subcommands: [ConfigExportCommand.self, ConfigDiffCommand.self, ConfigApplyCommand.self])
}

/// `docket config export`: writes the configuration.
struct ConfigExportCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the desk's configuration; the same one is always the same text.",
    discussion: """
      Examples:
        docket config export > desk.lua
        docket config export desk.lua --force
        docket config export --people desk.lua
      """)

  @Argument(help: "The file; the output, if left out.", completion: .file(extensions: ["lua"]))
  var file: String?
  @Flag(help: "Replace a file that is there already.") var force = false
  @Flag(help: "People too, with their roles, addresses and logins.") var people = false
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.require(.pluginManage)
    try session.require(.roleManage)
    if people { try session.require(.personView) }
    let text = try session.moment.configurationText(withPeople: people)
    if try session.moment.ownPluginHasMore() { try output.say(Text.configOwnMore) }
    if let file {
      try NewFile.write(Array(text.utf8), to: file, replaces: force, isPrivate: people)
      guard output.isJSON else { return try output.say(Text.saidWrote(path: file.visible)) }
    }
    guard !output.isJSON else {
      return try output.write(.object([("text", .string(text))]))
    }
    try StandardStream.output.put(Array(text.utf8), isData: true)
  }
}

/// `docket config diff`: what applying a file would change.
struct ConfigDiffCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what applying a configuration would change.",
    discussion: """
      + is what would come, - what would go, ~ what would become another. It is tried as docket config \
      apply does it, and nothing is kept.

      Examples:
        docket config diff desk.lua
        docket config diff desk.lua --json
      """)

  @Argument(help: "The file.", completion: .file(extensions: ["lua"])) var file: String
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { true }

  func run(in context: CommandContext) throws {
    let plan = try ConfigPlan(of: ConfigFile(reading: file), on: context)
    guard !context.output.isJSON else {
      return try context.output.write(.array(plan.changes.map(\.json)))
    }
    guard !plan.changes.isEmpty else {
      return try context.output.say(Text.configSame(file: file))
    }
    try context.output.write(plan.changes.map { $0.line(on: context.output.standard) })
    for place in plan.stranding.lines {
      try context.output.say(Text.strandGoesOn(place: place))
    }
  }
}

/// `docket config apply`: makes the desk as a file says.
struct ConfigApplyCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make the desk as a configuration says, all or nothing.",
    discussion: """
      Shows first what would change, what plugins take and give and what is left without meaning \
      among it, then asks; --yes does not ask. A plugin that gives a role control of the desk wants --trust NAME besides. What the file does not speak of \
      stays. In what it does speak of, plugins and grants that it does not name are taken away; \
      queues and people never are, since tickets speak of them. All changes stand in the desk's \
      history.

      Examples:
        docket config apply desk.lua
        docket config apply desk.lua --dry-run
        docket config apply desk.lua --yes
      """)

  @Argument(help: "The file.", completion: .file(extensions: ["lua"])) var file: String
  @Flag(help: "Change nothing; show what would.") var dryRun = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { dryRun }

  func run(in context: CommandContext) throws {
    let wanted = try ConfigFile(reading: file)
    let actor = Actor.person(context.person.id)
    let plan = try ConfigPlan(of: wanted, on: context)
    let (planned, demands, stranding) = (plan.changes, plan.demands, plan.stranding)
    guard !planned.isEmpty else {
      return try context.tell(Text.configSame(file: file), or: { _ in .array([]) })
    }
    if !context.output.isJSON {
      try context.output.write(planned.map { $0.line(on: context.output.standard) })
    }
    guard !dryRun else {
      if context.output.isJSON { try context.output.write(.array(planned.map(\.json))) }
      return
    }
    for place in stranding.lines {
      try context.output.say(Text.strandGoesOn(place: place))
    }
    if !agreement.yes {
      let question = Question(output: context.output)
      let words = Text.configAsk(count: planned.count)
      guard question.isAnswerable, !context.output.isJSON else {
        throw Failure(.usage, Text.askNobody(question: words))
      }
      guard try question.isAffirmed(Text.askLine(question: words)) else {
        throw Failure(.refused, Text.saidUnchanged)
      }
    }
    var consent = try agreement.consent(to: demands, isShown: true, on: context.output)
    consent.stranding = stranding
    let done = try context.desk.apply(
      wanted, as: actor, isDryRun: false, agreeingTo: consent)
    try context.warn(of: wanted.language)
    try context.tell(
      Text.configMade(count: done.count), or: { _ in .array(done.map(\.json)) })
  }
}

/// What applying a configuration would do.
private struct ConfigPlan {
  let changes: [ConfigChange]
  /// What of it somebody must agree to, which is among the changes.
  let demands: [PluginDemand]
  /// What would be left without meaning.
  let stranding: Stranding

  init(of wanted: ConfigFile, on context: CommandContext) throws {
    if wanted.declares { try context.require(.pluginManage) }
    var all = Consent.none
    while true {
      do {
        let found = try context.desk.apply(
          wanted, as: .person(context.person.id), isDryRun: true, agreeingTo: all)
        (changes, demands, stranding) = (found, all.demands, all.stranding)
        return
      } catch DeskError.wantsMore(let demands) where all.demands.isEmpty {
        let stranding = all.stranding
        all = Consent(to: demands, naming: Set(demands.map(\.plugin)))
        all.stranding = stranding
      } catch DeskError.strands(let stranding) where all.stranding.isEmpty {
        all.stranding = stranding
      }
    }
  }
}

extension ConfigChange {
  /// `+` what comes, `-` what goes, `~` what becomes another.
  func line(on surface: Surface) -> String {
    let (sign, meaning): (String, Meaning) =
      from.isEmpty ? ("+", .good) : to.isEmpty ? ("-", .danger) : ("~", .warning)
    let (before, after) = (ConfigChange.line(of: from), ConfigChange.line(of: to))
    let words = from.isEmpty ? after : to.isEmpty ? before : "\(before) → \(after)"
    let isDigest = subject.hasPrefix("plugin.") && subject.split(separator: ".").count == 2
    return surface.styled("\(sign) ", meaning)
      + surface.shown(isDigest ? subject : "\(subject): \(words)")
  }

  /// A value in one line: declarations of several lines are Lua, where a space does as well.
  private static func line(of value: Value) -> String {
    value.plainText.split(separator: "\n").map(\.trimmingBlanks).joined(separator: " ")
  }

  var json: JSON {
    .object([
      ("subject", .string(subject)), ("from", .string(from.isEmpty ? "" : from.plainText)),
      ("to", .string(to.isEmpty ? "" : to.plainText)),
    ])
  }
}
