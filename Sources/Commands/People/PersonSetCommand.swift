import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket person set`: changes what is known of a person.
struct PersonSetCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what is known of a person.",
    discussion: "Roles given replace those there were; an empty text clears.")

  @Argument(help: "The person.") var name: String
  @OptionGroup var options: PersonOptions
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    let (name, draft) = (name, options.draft)
    guard draft != PersonDraft() else {
      throw Failure(
        .usage, Text("usage.nothing_to_set"))
    }
    let person = try stage.administer { try $0.setPerson(name, draft) }
    try stage.tell(Text("said.changed", ["person": person.name]), or: { $0.json(person) })
  }
}
