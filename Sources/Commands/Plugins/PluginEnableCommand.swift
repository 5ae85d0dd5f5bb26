import ArgumentParser
import Desk
import Kernel

/// `docket plugin enable`: puts a plugin to work.
struct PluginEnableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Put a plugin to work; its files are copied into the desk.")

  @Argument(help: "The plugin.") var name: String
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("plugin.manage")
    let problems = try stage.desk.enablePlugin(name, as: .person(stage.person.id))
    for problem in problems { try stage.output.say(stage.output.error.shown(problem)) }
    try stage.tell("enabled \(name)")
  }
}

/// `docket plugin disable`: sends a plugin home.
struct PluginDisableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Let a plugin do no more; what it wrote stays.")

  @Argument(help: "The plugin.") var name: String
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("plugin.manage")
    try stage.desk.disablePlugin(name, as: .person(stage.person.id))
    try stage.tell("disabled \(name)")
  }
}

/// `docket plugin reload`: takes over what changed on disk.
struct PluginReloadCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Take over what changed on disk; without names, of all plugins.")

  @Argument(help: "The plugins.") var names: [String] = []
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("plugin.manage")
    let problems = try stage.desk.reloadPlugins(names, as: .person(stage.person.id))
    for problem in problems { try stage.output.say(stage.output.error.shown(problem)) }
    try stage.tell("reloaded \(names.isEmpty ? "all plugins" : names.joined(separator: ", "))")
  }
}
