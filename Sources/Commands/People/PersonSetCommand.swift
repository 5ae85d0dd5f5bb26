import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket person set`: changes what is known of a person.
struct PersonSetCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what is known of a person.",
    discussion: """
      Roles given with --role replace those there were; an empty text clears.

      Examples:
        docket person set ann --role manager --email ann@example.org
        docket person set ann --add-role billing --remove-role manager
        docket person set ann --language nl --zone Europe/Amsterdam
      """)

  @Argument(help: "The person.") var name: String
  @OptionGroup var options: PersonOptions
  @Option(name: .customLong("add-role"), help: "A role more; may be given several times.")
  var addedRoles: [String] = []
  @Option(name: .customLong("remove-role"), help: "A role less; may be given several times.")
  var removedRoles: [String] = []
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    var asked = options.draft
    asked.addedRoles = PersonOptions.names(addedRoles)
    asked.removedRoles = PersonOptions.names(removedRoles)
    let (name, draft) = (name, asked)
    guard draft != PersonDraft() else {
      throw Failure(
        .usage, Text("usage.nothing_to_set"))
    }
    let person = try stage.administer { try $0.setPerson(name, draft) }
    try stage.warn(of: draft.language)
    try stage.tell(Text("said.changed", ["person": person.name]), or: { $0.json(person) })
  }
}
