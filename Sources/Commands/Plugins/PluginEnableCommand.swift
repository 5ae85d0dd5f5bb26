import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket plugin enable`: puts a plugin to work.
struct PluginEnableCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Put plugins to work; their files are copied into the desk.")

  @Argument(help: "The plugins, all or none.") var names: [String]
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("plugin.manage")
    try stage.desk.enablePlugins(names, as: .person(stage.person.id))
    try stage.tell(Text("said.enabled", ["plugins": names.joined(separator: ", ")]))
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
    try stage.tell(Text("said.disabled", ["plugin": name]))
  }
}

/// `docket plugin reload`: takes over what changed on disk.
struct PluginReloadCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Take over what changed on disk; without a name, of all plugins.")

  @Argument(help: "The plugin.") var name: String?
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("plugin.manage")
    try stage.desk.reloadPlugins(name, as: .person(stage.person.id))
    try stage.tell(
      name.map { Text("said.reloaded", ["plugin": $0]) } ?? Text("said.reloaded_all"))
  }
}
