import ArgumentParser
import Display

/// `docket person`: who is on the desk.
struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person",
    abstract: "Add, change and show people.",
    discussion: """
      Examples:
        docket person add ann --role agent --email ann@example.org --login ann
        docket person set ann --role manager
        docket person away ann --till +2w --stand-in bob
        docket person remove ann --hand-over-to bob
        docket person list
      """,
    subcommands: [
      PersonAddCommand.self, PersonSetCommand.self, PersonListCommand.self, PersonShowCommand.self,
      PersonAwayCommand.self, PersonBackCommand.self, PersonRenameCommand.self,
      PersonRemoveCommand.self,
    ])
}
