import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket person set`: changes what is known of a person.
struct PersonSetCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what is known of a person.",
    discussion: """
      Roles given with --role replace those there were; an empty text clears. Tickets on which the \
      person works and may not any more are named; --hand-over-to gives them to somebody else.

      Everybody chooses their own language and time zone; all else needs person.manage.

      Examples:
        docket person set ann --role manager --email ann@example.org
        docket person set ann --add-role billing --remove-role manager
        docket person set ann --language nl --zone Europe/Amsterdam
        docket person set ann --field organization=acme
        docket person set ann --field organization=
        docket person set ann --role customer --hand-over-to bob
      """)

  @Argument(help: "The person.", completion: .source(.people)) var name: String
  @OptionGroup var options: PersonOptions
  @Option(
    name: .customLong("add-role"), help: "A role more; may be given several times.",
    completion: .source(.roles))
  var addedRoles: [String] = []
  @Option(
    name: .customLong("remove-role"), help: "A role less; may be given several times.",
    completion: .source(.roles))
  var removedRoles: [String] = []
  @OptionGroup var heir: HeirOption
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    var draft = options.draft(typedIn: context.askedLanguage)
    draft.addedRoles = PersonOptions.names(addedRoles)
    draft.removedRoles = PersonOptions.names(removedRoles)
    guard draft != PersonDraft() || heir.name != nil else {
      throw Failure(
        .usage, Text.usageNothingToSet)
    }
    let change = try context.desk.setPerson(
      name, draft, handingOverTo: heir.name, as: .person(context.person.id))
    try context.warn(of: draft.language)
    if draft.email != nil { try context.warn(ofAddressOf: change.person) }
    try context.tell(Text.saidChanged(person: change.person.name), of: change)
  }
}

/// Who gets what somebody works on.
struct HeirOption: ParsableArguments {
  @Option(
    name: .customLong("hand-over-to"),
    help: ArgumentHelp("Who gets the tickets that would be left.", valueName: "person"),
    completion: .source(.people))
  var name: String?
}

extension CommandContext {
  /// Says what a change of a person came to, and which tickets are left by it.
  func tell(_ text: Text, of change: PersonChange) throws {
    try read { session in
      guard !output.isJSON else {
        let left = ("left", JSON.array(change.left.map { .integer($0.rawValue) }))
        let handed = ("handed_over", JSON.array(change.handedOver.map { .integer($0.rawValue) }))
        let members = try session.json(change.person).members ?? []
        return try output.write(.object(members + [left, handed]))
      }
      try output.write(text)
      let person = change.person.name
      if !change.left.isEmpty {
        try output.say(
          Text.saidTicketsLeft(person: person, count: change.left.count, tickets: change.left.words)
        )
      }
      if !change.handedOver.isEmpty {
        try output.say(
          Text.saidHandedOver(count: change.handedOver.count, tickets: change.handedOver.words))
      }
    }
  }
}

extension DeskSession {
  /// The person as API.md's value has it, and whether they are there.
  func json(_ person: Person) throws -> JSON {
    let absence = rulebook.absence(of: person.id, at: now)
    let standIn = absence?.standIn.flatMap { try? name(of: $0) }
    let away = JSON.object([
      ("till", absence?.till.map { .string($0.iso) } ?? .null),
      ("stand_in", standIn.map(JSON.string) ?? .null),
    ])
    let seen = viewer.view(of: person)
    let fields = try values.unlabelled.json(fieldsOf: seen, among: viewer.personFields)
    return .object(
      (values.json(person).members ?? []) + [
        ("fields", fields),
        ("away", absence?.kind == .away ? away : .null),
        ("removed", .boolean(absence?.kind == .removed)),
      ])
  }

  /// Until when the person is not there, in words; empty where they are.
  func absenceWords(of person: Person) -> Text {
    guard let absence = rulebook.absence(of: person.id, at: now) else { return Text(words: "") }
    return absence.words(standIn: absence.standIn.flatMap { try? name(of: $0) })
  }
}

/// What can be said of a person on adding or changing one.
struct PersonOptions: ParsableArguments {
  @Option(
    name: .customLong("role"), help: "A role; may be given several times.",
    completion: .source(.roles))
  var roles: [String] = []

  @Option(help: "Where mail reaches them.", completion: .nothing) var email: String?
  @Option(help: "The system's login name that acts as them.", completion: .nothing)
  var login: String?
  @Option(help: "The language of their texts, as en.", completion: .source(.languages))
  var language: String?
  @Option(help: "Their time zone, as Europe/Amsterdam.", completion: .nothing) var zone: String?
  @Option(
    name: .customLong("field"),
    help: ArgumentHelp(
      "A field that a plugin declares of people; may be given several times.",
      valueName: "field=value"),
    completion: .source(.personAssignments))
  var fields: [FieldAssignment] = []

  /// What is asked; values of fields are in that language, or in that of whoever asks.
  func draft(typedIn asked: Language?) -> PersonDraft {
    PersonDraft(
      email: email, login: login, language: language, zone: zone,
      roles: roles.isEmpty ? nil : PersonOptions.names(roles),
      fields: fields.map { PersonFieldChange($0.field, $0.assignment) },
      typed: fields.isEmpty ? nil : asked)
  }

  /// Names given several times, or several in one with commas between.
  static func names(_ given: [String]) -> [String] {
    given.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
