import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket person remove`: somebody has left.
struct PersonRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a person: no login, no roles, no turn; the name stays in the history.",
    discussion: """
      It is refused while the person works on tickets that nobody else is to have. What the person \
      asked to be told is deleted; whoever gets the tickets is told instead. docket person back \
      undoes it, without login and roles.

      Examples:
        docket person remove ann --hand-over-to bob
      """)

  @Argument(help: "The person.", completion: .source(.people)) var name: String
  @OptionGroup var heir: HeirOption
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let change = try context.tellingUnattended {
      let change = try context.desk.removePerson(
        name, handingOverTo: heir.name, as: .person(context.person.id))
      try context.tell(Text.saidPersonRemoved(person: change.person.name), of: change)
      return change
    }
    let places = try context.desk.questions(naming: change.person)
    guard !places.isEmpty else { return }
    try context.output.say(
      Text.saidStillNamed(person: change.person.name, places: Text(joining: places, by: "; ")))
  }
}

/// `docket person rename`: another name for the same person.
struct PersonRenameCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a person another name.",
    discussion: """
      Tickets and histories show the new name. Conditions, views, subscriptions, settings of plugins, \
      rules and unfinished bulks that name the person follow; what a plugin's own files say does not, \
      and is told.

      Examples:
        docket person rename ann ann.smith
      """)

  @Argument(help: "The person.", completion: .source(.people)) var name: String
  @Argument(help: "Letters, digits and . - _ @.", completion: .nothing) var newName: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (name, newName) = (name, newName)
    try context.tellingIdle {
      let person = try context.desk.renamePerson(
        name, to: newName, as: .person(context.person.id))
      try context.tell(of: person, Text.saidRenamed(old: name, new: person.name))
    }
  }
}

/// `docket person away`: somebody is not there for some time.
struct PersonAwayCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "away",
    abstract: "Note that a person is away: no turn, and somebody else is told.",
    discussion: """
      Whoever is away gets no new tickets in turn and keeps those they have; whoever stands in is \
      told what they would be told. You can say so of yourself.

      Examples:
        docket person away ann --till 2026-08-31 --stand-in bob
        docket person away me
      """)

  @Argument(help: "The person; me is you.", completion: .source(.people)) var name: String
  @Option(
    help: ArgumentHelp("When they are back, as 2026-08-31 or +2w.", valueName: "time"),
    completion: .nothing)
  var till: String?
  @Option(
    help: ArgumentHelp("Who is told what they would be told.", valueName: "person"),
    completion: .source(.people))
  var standIn: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (name, standIn) = (name == "me" ? context.person.name : name, standIn)
    let end = try context.read { session in
      try till.map { try session.moment($0) }
    }
    try context.tellingUnattended {
      let person = try context.administer {
        try $0.setAway(name, till: end, standIn: standIn)
      }
      try context.read { session in
        guard !context.output.isJSON else {
          return try context.output.write(try session.json(person))
        }
        let words = session.absenceWords(of: person)
        try context.output.write(Text.saidAway(person: person.name, absence: words))
      }
    }
  }
}

/// `docket person back`: somebody is there again.
struct PersonBackCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "back",
    abstract: "Note that a person is there again.",
    discussion: """
      Who was removed can be given roles and a login again.

      Examples:
        docket person back ann
      """)

  @Argument(help: "The person; me is you.", completion: .source(.people)) var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name == "me" ? context.person.name : name
    let person = try context.administer { try $0.endAbsence(of: name) }
    try context.tell(of: person, Text.saidBack(person: person.name))
  }
}

extension CommandContext {
  /// Does it, and then says for whom nobody stands in any more: what they are told, nobody reads.
  fileprivate func tellingUnattended<Result>(_ body: () throws -> Result) throws -> Result {
    let before = try Set(read { $0.unattended.map(\.id) })
    let result = try body()
    for person in try read(\.unattended) where !before.contains(person.id) {
      try output.say(Text.saidNobodyStandsIn(person: person.name))
    }
    return result
  }

  /// Says that something was done to a person; with `--json`, gives the person.
  func tell(of person: Person, _ text: Text) throws {
    guard output.isJSON else { return try output.write(text) }
    try output.write(try read { try $0.json(person) })
  }
}

extension DeskSession {
  /// Who is away and has named somebody who does not stand in, being away or gone as well.
  fileprivate var unattended: [Person] {
    people.filter { person in
      guard let absence = rulebook.absence(of: person.id, at: now), absence.kind == .away else {
        return false
      }
      return absence.standIn != nil && rulebook.standIn(for: person.id, at: now) == nil
    }
  }
}
