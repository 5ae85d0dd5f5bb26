import ArgumentParser
import Desk
import Kernel
import Texts

/// A command of Docket's own, as opposed to those of the argument parser.
protocol DocketSubcommand: ParsableCommand {
  var global: GlobalOptions { get }
}

/// A command that works on an open desk, as somebody.
protocol DeskCommand: DocketSubcommand {
  /// Whether nothing of it may come to stay: the desk is opened so.
  var isDryRun: Bool { get }

  /// Does the command; what goes wrong is thrown, and told by whoever runs commands.
  func run(in context: CommandContext) throws
}

/// A command that takes what all do that change tickets.
protocol ActingCommand: DeskCommand {
  var action: ActionOptions { get }
}

extension ActingCommand {
  var isDryRun: Bool { action.dryRun }
}

extension DeskCommand {
  var isDryRun: Bool { false }

  func run() throws {
    let context = try CommandContext(global, isDryRun: isDryRun)
    do {
      try run(in: context)
    } catch let exit as ExitCode {
      // The command has said what is wrong, among its data.
      throw exit
    } catch {
      throw try context.addressed(Failure(error))
    }
  }
}

/// An open desk, who asks, and where the answer goes.
struct CommandContext {
  let desk: Desk
  let person: Person
  let output: Output
  /// The language of labels; `nil` where names are shown as they are typed.
  let labelLanguage: String?

  init(_ global: GlobalOptions, isDryRun: Bool = false) throws {
    var output = Output(global)
    desk = try Desk(at: global.folder, without: Set(global.without), isDryRun: isDryRun)
    person = try Identity(desk: desk).person(as: global.person)
    let settings = try desk.settings()
    let own = Language(settings.languageCode(of: person)) ?? settings.language
    output.language = global.language ?? own
    output.zone = settings.zone(of: person)
    self.output = output
    // English people are shown what they type, unless they ask for the labels.
    let isNamed = global.language == nil && own == .english
    labelLanguage = isNamed ? nil : output.language.code
    if let asked = global.language { try check(asked) }
    let stuck = try desk.quarantineStuckPlugins()
    if !stuck.isEmpty, try isStaff {
      for words in stuck { try output.say(words) }
    }
    if !global.without.isEmpty { try checkAbsent(global.without) }
  }

  /// A language that nobody has words in is a slip of the pen.
  private func check(_ language: Language) throws {
    let known = try read { $0.rulebook.registry.languages }
    guard !known.contains(language.code) else { return }
    throw Failure(.usage, CommandContext.unknown(language, among: known))
  }

  /// What to say of a language that nobody has words in.
  static func unknown(_ language: Language, among known: [String]) -> Text {
    let nearest = nearestName(to: language.code, among: known)
    return Text.usageUnknownLang(
      lang: language.code, hint: Text.suggestion(nearest), known: known.joined(separator: ", "))
  }

  /// Warns where a person or desk is to read a language that nobody has words in.
  func warn(of language: String?) throws {
    guard let language = language.flatMap({ Language($0) }) else { return }
    let known = try read { $0.rulebook.registry.languages }
    guard !known.contains(language.code) else { return }
    try output.say(
      Text.personNoWords(language: language.code, known: known.joined(separator: ", ")))
  }

  /// Leaving plugins out is for those who could disable them, and for plugins that there are.
  private func checkAbsent(_ names: [String]) throws {
    try require(.pluginManage)
    let known = try read { $0.rulebook.plugins.keys.sorted() }
    for name in names where !known.contains(name) {
      throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: known))
    }
  }

  /// Reads the desk as the person who asks sees it at one moment.
  func read<Result>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try desk.session(as: person, labelledIn: labelLanguage) { session in
      var session = session
      session.language = output.language
      return try body(session)
    }
  }

  /// The failure in the language of who asks, with the labels of the fields that it is about.
  func addressed(_ failure: Failure) throws -> Failure {
    var failure = failure
    failure.language = output.language
    failure.zone = output.zone
    guard labelLanguage != nil else { return failure }
    let fields = failure.problems.compactMap(\.field)
    failure.titles = try read { session in
      // The label of a field that is hidden from somebody would tell that there is one.
      let named = fields.filter { session.viewer.mayName($0) }
      return Dictionary(named.map { ($0, session.values.title(of: $0)) }) { first, _ in first }
    }
    return failure
  }
}

extension DeskSession {
  /// Values in words, with the people and fields of this view.
  var values: ValueText {
    ValueText(
      times: TimeText(zone: zone, now: now, language: language), labels: labels, name: name(of:),
      field: { rulebook.field($0) }, action: { rulebook.actions[$0] },
      importMention: importMention)
  }

  /// The ticket without the fields that tickets of its type, as they are, do not have.
  func shown(_ ticket: Ticket) -> Ticket {
    var shown = ticket
    shown.fields = ticket.fields.filter { name, _ in
      rulebook.fields[name].map { rulebook.isShown($0, on: ticket, in: viewer.context) } ?? true
    }
    return shown
  }

  /// Why there is no ticket of that number any more.
  private func gone(_ id: Ticket.ID, by purge: Entry) throws -> Refusal {
    Refusal(
      .notFound,
      Text.purgeDone(
        ticket: id.rawValue, time: values.times.exactClock(purge.at),
        person: try values.actor(purge.actor)))
  }

  /// The ticket, where there is one for this person.
  func existing(_ id: Ticket.ID, at moment: Instant? = nil) throws -> Ticket {
    guard let ticket = try ticket(id, at: moment) else {
      if let purge = try purge(of: id) { throw Failure(try gone(id, by: purge)) }
      throw Failure(
        .notFound,
        moment.map { Text.ticketMissingAt(ticket: id.rawValue, time: $0) }
          ?? Text.ticketMissing(ticket: id.rawValue))
    }
    return ticket
  }
}

extension CommandContext {
  /// Disables a plugin or script; where something is left without meaning, only if that is wanted.
  func disable(_ name: String, onlyScripts: Bool, isSure: Bool) throws {
    try require(.pluginManage)
    var consent = Consent.none
    do {
      try desk.disablePlugin(name, as: .person(person.id), onlyScripts: onlyScripts)
    } catch DeskError.strands(let stranding) {
      try stranding.accept(isSure: isSure, on: output)
      consent.stranding = stranding
      try desk.disablePlugin(
        name, as: .person(person.id), onlyScripts: onlyScripts, agreeingTo: consent)
    }
    try tell(Text.saidDisabled(plugin: name))
  }

  /// Which of them would mean nothing without something.
  func words(_ idle: [IdleCondition], without name: String) -> Text {
    let places = idle.map { Text.frameOf(owner: $0.owner, problem: $0.text) }
    return Text.usageIdleWithout(
      name: name, count: idle.count, places: Text(joining: places, by: "; "))
  }
}
