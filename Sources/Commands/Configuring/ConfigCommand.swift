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
      settings, queues, what the desk grants to roles, and people where asked for. Secrets are not \
      in it.

      Examples:
        docket config export > desk.lua
        docket config apply desk.lua --dry-run
      """,
    subcommands: [ConfigExportCommand.self, ConfigApplyCommand.self])
}

/// `docket config export`: writes the configuration.
struct ConfigExportCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the desk's configuration; the same one is always the same text.",
    discussion: """
      Examples:
        docket config export > desk.lua
        docket config export --people > desk.lua
      """)

  @Flag(help: "People too, with their roles, addresses and logins.") var people = false
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.require(.pluginManage)
    try session.require(.roleManage)
    if people { try session.require(.personView) }
    let text = try session.moment.configurationText(withPeople: people)
    guard !output.isJSON else {
      return try output.write(.object([("text", .string(text))]))
    }
    try StandardStream.output.put(Array(text.utf8), isData: true)
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
    let (planned, demands, stranding) = try plan(wanted, on: context)
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

  /// What would change, what of it somebody must agree to, which is among the changes, and what is
  /// left without meaning.
  private func plan(
    _ wanted: ConfigFile, on context: CommandContext,
  ) throws -> (changes: [ConfigChange], demands: [PluginDemand], stranding: Stranding) {
    var all = Consent.none
    while true {
      do {
        let changes = try context.desk.apply(
          wanted, as: .person(context.person.id), isDryRun: true, agreeingTo: all)
        return (changes, all.demands, all.stranding)
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
  fileprivate func line(on surface: Surface) -> String {
    let (sign, meaning): (String, Meaning) =
      from.isEmpty ? ("+", .good) : to.isEmpty ? ("-", .danger) : ("~", .warning)
    let words =
      from.isEmpty
      ? to.plainText : to.isEmpty ? from.plainText : "\(from.plainText) → \(to.plainText)"
    let isDigest = subject.hasPrefix("plugin.") && subject.split(separator: ".").count == 2
    return surface.styled("\(sign) ", meaning)
      + surface.shown(isDigest ? subject : "\(subject): \(words)")
  }

  fileprivate var json: JSON {
    .object([
      ("subject", .string(subject)), ("from", .string(from.isEmpty ? "" : from.plainText)),
      ("to", .string(to.isEmpty ? "" : to.plainText)),
    ])
  }
}
