import ArgumentParser
import Display

/// `docket plugin`: what the desk's plugins are.
struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin",
    abstract: "Make, check, test, pack, install, upgrade, enable, disable and show plugins.",
    discussion: """
      Enabling copies a plugin's files into the desk; a change on disk counts after a reload.

      Examples:
        docket plugin list
        docket plugin enable close-reasons
        docket plugin backfill contracts --dry-run
        docket plugin settings support
        docket plugin set support reopen_on_reply=yes
        docket plugin new contract
        docket plugin check ./my-plugin
        docket plugin test support
        docket plugin top
        docket plugin trace sla ticket.close
        docket plugin pack ./my-plugin
        docket plugin install my-plugin-1.0.0.docketpack
        docket plugin search
        docket plugin upgrade
      """,
    subcommands: [
      PluginListCommand.self, PluginInfoCommand.self, PluginOrderCommand.self,
      PluginEnableCommand.self, PluginDisableCommand.self, PluginReloadCommand.self,
      PluginBackfillCommand.self,
      PluginNewCommand.self, PluginCheckCommand.self, PluginTestCommand.self,
      PluginTypesCommand.self, PluginSettingsCommand.self, PluginSetCommand.self,
      PluginTopCommand.self, PluginTraceCommand.self, PluginPackCommand.self,
      PluginSignCommand.self,
      PluginKeyCommand.self, PluginTrustCommand.self, PluginVerifyCommand.self,
      PluginIndexCommand.self, PluginSearchCommand.self, PluginInstallCommand.self,
      PluginOutdatedCommand.self, PluginUpgradeCommand.self, PluginRollbackCommand.self,
      PluginRemoveCommand.self,
    ])
}
