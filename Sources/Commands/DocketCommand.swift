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
        name: "Tickets",
        subcommands: [
          NewCommand.self, ShowCommand.self, ListCommand.self, HistoryCommand.self,
          UpdateCommand.self, NoteCommand.self, ReplyCommand.self, AssignCommand.self,
          CloseCommand.self, ReopenCommand.self, PostponeCommand.self, WakeCommand.self,
          DiscardCommand.self, RestoreCommand.self, UndoCommand.self,
        ]),
      CommandGroup(
        name: "People and permissions",
        subcommands: [
          PersonCommand.self, RoleCommand.self, WhyCommand.self, InboxCommand.self,
        ]),
      CommandGroup(
        name: "The desk",
        subcommands: [
          InitCommand.self, QueueCommand.self, PluginCommand.self, WorkCommand.self,
          OutboxCommand.self, LogCommand.self, ImportCommand.self, AuditCommand.self,
        ]),
    ])

  @OptionGroup var global: GlobalOptions

  package init() {}
}
