import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket person list`: everybody whom the asker may see.
struct PersonListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the people whom you may see.",
    discussion: """
      Who was removed is left out, unless --all is given.

      Examples:
        docket person list
        docket person list --all --json
      """)

  @Flag(help: "Also who was removed.") var all = false

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let people = session.people.filter { person in
      all || session.rulebook.absence(of: person.id, at: session.now)?.kind != .removed
    }
    guard !output.isJSON else {
      return try output.write(.array(people.map(session.json)))
    }
    var table = Table([
      .init(Text.columnName), .init(Text.columnRoles, isFlexible: true),
      .init(Text.columnEmail, isFlexible: true),
      .init(Text.columnLogin), .init(Text.columnAbsence),
    ])
    for person in people {
      let roles = person.roles.joined(separator: ", ")
      table.append([
        .init(person.name), .init(roles), .init(person.email), .init(person.login),
        .init(output.standard.words(session.absenceWords(of: person))),
      ])
    }
    try output.write(table.lines(on: output.standard))
  }
}
