import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket script`: files of Lua that admins write.
struct ScriptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "script",
    abstract: "Run scripts by hand, check them, and put them to work.",
    discussion: """
      A script is one file. It begins with docket.script{ summary = "…", permissions = {…} } and \
      registers hooks, fields, timers; enabled, it works as plugins do, after them. Or it does \
      something at once, when somebody runs it: then it reads and writes as that person.

      Examples:
        docket script run weekly-summary
        docket script run close-stale 30 --dry-run
        docket script check ~/escalate.lua
        docket script enable escalate
      """,
    subcommands: [
      ScriptListCommand.self, ScriptRunCommand.self, ScriptCheckCommand.self,
      ScriptEnableCommand.self, ScriptDisableCommand.self,
    ])
}

/// `docket script list`: the scripts there are, and how they are.
struct ScriptListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the desk's scripts, and how they are.",
    discussion: """
      Examples:
        docket script list
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let scripts = try session.moment.pluginStatuses().filter(\.isScript)
    guard !output.isJSON else {
      let health = try session.health(of: Set(scripts.map(\.name)))
      return try output.write(.array(scripts.map { $0.json(health[$0.name]) }))
    }
    var table = Table([
      .init(Text.columnScript), .init(Text.columnState),
      .init(Text.columnSummary, isFlexible: true),
    ])
    for script in scripts {
      table.append([
        .init(script.name), .init(output.standard.words(script.text)),
        .init(script.summary),
      ])
    }
    try output.write(table.lines(on: output.standard))
    if scripts.isEmpty { try output.say(Text.saidNoScripts) }
  }
}

/// `docket script enable`: puts a script to work.
struct ScriptEnableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Put a script to work; it is copied into the desk.",
    discussion: """
      A file from elsewhere is copied into the desk's scripts/ first. A change of the file there \
      counts after docket plugin reload NAME. Backfills are offered as docket plugin enable does.

      Examples:
        docket script enable escalate --yes
        docket script enable ~/escalate.lua
      """)

  @Argument(help: "The script, or its file.", completion: .file(extensions: ["lua"]))
  var script: String
  @Flag(help: "Leave backfills waiting.") var noBackfill = false
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let source = try context.desk.findScript(script)
    var copied: String?
    try agreement.whileAsking(on: context.output) {
      copied = try context.desk.enableScript(
        source, as: .person(context.person.id), agreeingTo: $0)
    }
    if let copied { try context.output.say(Text.saidCopied(path: copied)) }
    let name = Desk.name(ofScript: source)
    try context.tell(Text.saidEnabled(plugins: name))
    try BackfillRun(context: context, isSure: agreement.yes)
      .offer([name], isWanted: !noBackfill)
  }
}

/// `docket script disable`: sends a script home.
struct ScriptDisableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Let a script do no more; its file stays.",
    discussion: """
      It asks for --yes as docket plugin disable does.

      Examples:
        docket script disable escalate
      """)

  @Argument(help: "The script.", completion: .nothing) var name: String
  @Flag(help: "Disable it although something goes by its names.") var yes = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.disable(name, onlyScripts: true, isSure: yes)
  }
}

/// `docket script check`: what a script would bring, and what is wrong with it.
struct ScriptCheckCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load a script without enabling it; say what it brings, or all that is wrong.",
    discussion: """
      This is for scripts that are enabled. One that does something at once, when somebody runs it, \
      is tried with docket script run NAME --dry-run.

      Examples:
        docket script check escalate
      """)

  @Argument(help: "The script, or its file.", completion: .file(extensions: ["lua"]))
  var script: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    try context.requireStaff()
    let source = try context.desk.findScript(script)
    let (registry, importers, problems) = try context.desk.checkScript(source, as: context.person)
    guard problems.isEmpty else {
      throw Failure(.invalid, problems.map { Refusal.Problem(.invalid, $0.description) })
    }
    let name = Desk.name(ofScript: source)
    let registered = RegistrationList(plugin: name, registry: registry)
    guard !context.output.isJSON else {
      return try context.output.write(
        .object([
          ("name", .string(name)), ("brings", registered.json),
          ("importers", .array(importers.map(JSON.string))),
        ]))
    }
    let surface = context.output.standard
    var pairs = registered.pairs(on: surface)
    if !importers.isEmpty {
      pairs.append((surface.words(Text.headImporters), importers.joined(separator: "\n")))
    }
    try context.output.write(PairList(pairs).lines(on: context.output.standard))
    try context.output.say(
      pairs.isEmpty
        ? Text.saidScriptIdle(name: name)
        : Text.saidScriptLoads(name: name))
  }
}
