import ArgumentParser
import Desk
import Kernel

/// `docket person show`: one person.
struct PersonShowCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is known of a person.",
    discussion: """
      Examples:
        docket person show ann
      """)

  @Argument(help: "The person.", completion: .source(.people)) var name: String
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.read { session in
      let person = try session.existing(name)
      guard !stage.output.isJSON else {
        return try stage.output.write(session.json(person))
      }
      let pairs = [
        ("name", person.name), ("roles", person.roles.joined(separator: ", ")),
        ("email", person.email), ("login", person.login), ("language", person.language),
        ("zone", person.zone),
        ("absence", stage.output.standard.words(session.absenceWords(of: person))),
        ("subscriptions", try session.ownSubscriptions(of: person).map { "\($0)" } ?? ""),
      ]
      try stage.output.write(PairList(pairs).lines(on: stage.output.standard))
    }
  }
}
