import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket person show`: one person.
struct PersonShowCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is known of a person.",
    discussion: """
      Examples:
        docket person show ann
      """)

  @Argument(help: "The person.", completion: .source(.people)) var name: String
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let person = try session.existing(name)
    guard !output.isJSON else {
      return try output.write(try session.json(person))
    }
    let (values, seen) = (session.values, session.viewer.view(of: person))
    let fields = try session.viewer.personFields.map { spec in
      (
        values.title(of: spec.name),
        try values.text(seen.fields[spec.name] ?? .none, of: spec.name)
      )
    }
    func words(_ text: Text) -> String { output.standard.words(text) }
    let pairs: [(String, String)] = [
      (words(Text.columnName), person.name),
      (words(Text.columnRoles), person.roles.joined(separator: ", ")),
      (words(Text.columnEmail), person.email), (words(Text.columnLogin), person.login),
      (words(Text.headLanguage), person.language), (words(Text.headZone), person.zone),
    ]
    let rest = [
      (words(Text.columnAbsence), words(session.absenceWords(of: person))),
      (
        words(Text.headSubscriptions),
        try session.ownSubscriptions(of: person).map { "\($0)" } ?? ""
      ),
    ]
    try output.write(PairList(pairs + fields + rest).lines(on: output.standard))
  }
}
