import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket person add`: adds a person.
struct PersonAddCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a person.",
    discussion: """
      Examples:
        docket person add ann --role agent --email ann@example.org
        docket person add bob --role agent --login bob --language nl
        docket person add jane --role customer --field organization=acme
      """)

  @Argument(help: "Letters, digits and . - _ @.", completion: .nothing) var name: String
  @OptionGroup var options: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (name, draft) = (name, options.draft(typedIn: context.askedLanguage))
    let person = try context.administer { try $0.addPerson(name, draft) }
    try context.warn(of: draft.language)
    try context.warn(ofAddressOf: person)
    try context.tell(of: person, Text.saidAdded(person: person.name))
    guard person.roles.isEmpty else { return }
    try context.output.say(Text.saidNoRole(person: person.name))
  }
}
