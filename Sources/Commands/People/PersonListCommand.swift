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
      Who was removed is left out, unless --all is given. A query asks for name, email, language, \
      role and the fields that plugins declare of people; a word alone is the beginning of a name or \
      an address.

      Examples:
        docket person list
        docket person list role:customer organization:acme
        docket person list --all --json
      """)

  @Argument(
    help: "A query, or the beginning of a name.", completion: .source(.personQuery))
  var query: [String] = []
  @Flag(help: "Also who was removed.") var all = false

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let people = try session.people(asked: QueryWords(query).text).filter { person in
      all || session.rulebook.absence(of: person.id, at: session.now)?.kind != .removed
    }
    guard !output.isJSON else {
      return try output.write(.array(try people.map(session.json)))
    }
    let values = session.values
    let seen = people.map(session.viewer.view)
    // A column that is empty for all says nothing.
    let fields = session.viewer.personFields.filter { spec in
      seen.contains { $0.fields[spec.name] != nil }
    }
    var table = Table(
      [
        .init(Text.columnName), .init(Text.columnRoles, isFlexible: true),
        .init(Text.columnEmail, isFlexible: true),
      ] + fields.map { .init(values.title(of: $0.name), isFlexible: true) } + [
        .init(Text.columnLogin), .init(Text.columnAbsence),
      ])
    for person in seen {
      let roles = person.roles.joined(separator: ", ")
      let texts = try fields.map { try values.text(person.fields[$0.name] ?? .none, of: $0.name) }
      table.append(
        [.init(person.name), .init(roles), .init(person.email)] + texts.map { .init($0) } + [
          .init(person.login), .init(output.standard.words(session.absenceWords(of: person))),
        ])
    }
    try output.write(table.lines(on: output.standard))
    if people.isEmpty { try output.say(Text.saidNoPerson) }
  }
}
