import ArgumentParser
import Display
import Kernel

/// `docket`: a ticketing desk with plugins, from the command line.
package struct DocketCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "docket",
    abstract: "A ticketing desk that hosts sandboxed Lua plugins.",
    groupedSubcommands: [
      CommandGroup(
        name: "Reading",
        subcommands: [
          ShowCommand.self, ListCommand.self, ViewCommand.self, HistoryCommand.self,
          ExplainCommand.self, AttachmentCommand.self, InboxCommand.self, ReportCommand.self,
          DashboardCommand.self,
        ]),
      CommandGroup(
        name: "Acting",
        subcommands: [
          NewCommand.self, IntakeCommand.self, UpdateCommand.self, NoteCommand.self,
          ReplyCommand.self, AssignCommand.self, TakeCommand.self, CloseCommand.self,
          ReopenCommand.self,
          PostponeCommand.self, WakeCommand.self, DiscardCommand.self, RestoreCommand.self,
          AttachCommand.self, DetachCommand.self, ForwardCommand.self, MergeCommand.self,
          SplitCommand.self,
          DoCommand.self, UndoCommand.self, RedactCommand.self, PurgeCommand.self,
        ]),
      CommandGroup(
        name: "Configuring",
        subcommands: [
          InitCommand.self, PersonCommand.self, RoleCommand.self, WhyCommand.self,
          FieldCommand.self, TypeCommand.self, ReasonCommand.self, LifecycleCommand.self,
          StageCommand.self, QueueCommand.self, TagCommand.self, RootCauseCommand.self,
          SettingCommand.self, RuleCommand.self, SubscribeCommand.self,
        ]),
      CommandGroup(
        name: "Plugins and data",
        subcommands: [
          PluginCommand.self, ScriptCommand.self, ImportCommand.self, ExportCommand.self,
          ConfigCommand.self,
        ]),
      CommandGroup(
        name: "Working",
        subcommands: [ReplCommand.self, WorkCommand.self, OutboxCommand.self, LogCommand.self]),
      CommandGroup(
        name: "Trust",
        subcommands: [
          AuditCommand.self, BackupCommand.self, UpgradeCommand.self, DoctorCommand.self,
        ]),
      CommandGroup(
        name: "Help",
        subcommands: [
          HelpCommand.self, CompletionCommand.self, ManualCommand.self, VersionCommand.self,
        ]),
    ])

  @OptionGroup var global: GlobalOptions

  package init() {}

  /// Lists the commands when none is given.
  package mutating func run() throws {
    try HelpAnswer(words: [], output: Output(answering: global)).write()
  }
}
