import ArgumentParser
import Desk
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
struct ScriptListCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the desk's scripts, and how they are.",
    discussion: """
      Examples:
        docket script list
      """)

  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.requireStaff()
    let scripts = try stage.desk.pluginStatuses().filter(\.isScript)
    guard !stage.output.isJSON else {
      return try stage.output.write(.array(scripts.map(\.json)))
    }
    var table = Table([
      .init(Text.columnScript), .init(Text.columnState),
      .init(Text.columnSummary, isFlexible: true),
    ])
    for script in scripts {
      table.append([
        .init(script.name), .init(stage.output.standard.words(script.text)), .init(script.summary),
      ])
    }
    try stage.output.write(table.lines(on: stage.output.standard))
    if scripts.isEmpty { try stage.output.say(Text.saidNoScripts) }
  }
}

/// `docket script enable`: puts a script to work.
struct ScriptEnableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Put a script to work; it is copied into the desk.",
    discussion: """
      A file from elsewhere is copied into the desk's scripts/ first. A change of the file there \
      counts after docket plugin reload NAME.

      Examples:
        docket script enable escalate --yes
        docket script enable ~/escalate.lua
      """)

  @Argument(help: "The script, or its file.", completion: .file(extensions: ["lua"]))
  var script: String
  @OptionGroup var agreement: Agreement
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require(.pluginManage)
    let source = try stage.desk.findScript(script)
    var copied: String?
    try agreement.whileAsking(on: stage.output) {
      copied = try stage.desk.enableScript(
        source, as: .person(stage.person.id), agreeingTo: $0)
    }
    if let copied { try stage.output.say(Text.saidCopied(path: copied)) }
    try stage.tell(Text.saidEnabled(plugins: Desk.name(ofScript: source)))
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

  func run(on stage: Stage) throws {
    try stage.disable(name, onlyScripts: true, isSure: yes)
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

  func run(on stage: Stage) throws {
    try stage.requireStaff()
    let source = try stage.desk.findScript(script)
    let (registry, importers, problems) = try stage.desk.checkScript(source, as: stage.person)
    guard problems.isEmpty else {
      throw Failure(.invalid, problems.map { Refusal.Problem(.invalid, $0.description) })
    }
    let name = Desk.name(ofScript: source)
    let registered = Registered(plugin: name, registry: registry)
    guard !stage.output.isJSON else {
      return try stage.output.write(
        .object([
          ("name", .string(name)), ("brings", registered.json),
          ("importers", .array(importers.map(JSON.string))),
        ]))
    }
    var pairs = registered.pairs
    if !importers.isEmpty { pairs.append(("importers", importers.joined(separator: "\n"))) }
    try stage.output.write(PairList(pairs).lines(on: stage.output.standard))
    try stage.output.say(
      pairs.isEmpty
        ? Text.saidScriptIdle(name: name)
        : Text.saidScriptLoads(name: name))
  }
}
