import ArgumentParser
import Kernel

/// `docket`: a ticketing desk with plugins, from the command line.
package struct DocketCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "docket",
    abstract: "A ticketing desk that hosts sandboxed Lua plugins.",
    discussion: """
      A desk is a directory: --desk, else $DOCKET_DESK, else ./desk. You are whoever has your \
      login on it. Options may stand before or after the arguments.

      Exit status: 0 done, 1 refused or failed, 2 usage, 3 not found, 4 not permitted, 5 conflict.

      Examples:
        docket init --with support,close-reasons,inbox,round-robin
        docket new "Printer on floor 3 is on fire" --priority urgent
        docket list is:open sort:-priority
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Reading",
        subcommands: [
          ShowCommand.self, ListCommand.self, HistoryCommand.self, InboxCommand.self,
        ]),
      CommandGroup(
        name: "Acting",
        subcommands: [
          NewCommand.self, UpdateCommand.self, NoteCommand.self, ReplyCommand.self,
          AssignCommand.self, CloseCommand.self, ReopenCommand.self, PostponeCommand.self,
          WakeCommand.self, DiscardCommand.self, RestoreCommand.self,
        ]),
      CommandGroup(
        name: "Configuring",
        subcommands: [
          InitCommand.self, PersonCommand.self, RoleCommand.self, WhyCommand.self,
          QueueCommand.self,
        ]),
      CommandGroup(
        name: "Plugins and data",
        subcommands: [PluginCommand.self, ImportCommand.self]),
      CommandGroup(
        name: "Working",
        subcommands: [WorkCommand.self, OutboxCommand.self, LogCommand.self]),
      CommandGroup(name: "Trust", subcommands: [AuditCommand.self]),
      CommandGroup(name: "Help", subcommands: [HelpCommand.self, CompletionCommand.self]),
    ])

  @OptionGroup var global: GlobalOptions

  package init() {}

  /// Without a command, the commands are told.
  package mutating func run() throws {
    try HelpAnswer(words: [], output: Output(global)).write()
  }
}
