import Desk
import Display
import Kernel
import Texts

/// An open desk, who asks, and where the answer goes.
struct CommandContext {
  let desk: Desk
  let person: Person
  let output: Output
  /// The language that the command line asks for, and so is typed in.
  let askedLanguage: Language?
  /// The language of labels; `nil` where names are shown as they are typed.
  let labelLanguage: String?

  init(desk: Desk, person: Person, settings: DeskSettings, _ global: GlobalOptions) {
    self.desk = desk
    self.person = person
    let own = Language(settings.languageCode(of: person)) ?? settings.language
    var output = Output(global)
    output.language = global.language ?? own
    output.zone = settings.zone(of: person)
    self.output = output
    askedLanguage = global.language
    // English people are shown what they type, unless they ask for the labels.
    let isNamed = global.language == nil && own == .english
    labelLanguage = isNamed ? nil : output.language.code
  }

  /// Reads the desk as the person who asks sees it at one moment.
  func read<Result: Sendable>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try desk.moment { try body(session(in: $0)) }
  }

  /// What the person who asks sees at that moment.
  func session(in moment: DeskMoment) throws -> DeskSession {
    var session = try moment.session(as: person, labelledIn: labelLanguage)
    session.language = output.language
    session.typed = askedLanguage
    return session
  }

  /// How the person who asks types values.
  func typing() throws -> Typing { try read { $0.typing } }

  /// The failure in the language of who asks, with the labels of the fields that it is about.
  func addressed(_ failure: Failure) throws -> Failure {
    try labelLanguage == nil ? inWords(failure) : read { addressed(failure, in: $0) }
  }

  /// The same as that session names fields.
  func addressed(_ failure: Failure, in session: DeskSession) -> Failure {
    inWords(failure).titled(in: session)
  }

  private func inWords(_ failure: Failure) -> Failure {
    var failure = failure
    failure.language = output.language
    failure.zone = output.zone
    return failure
  }
}

extension CommandContext {
  /// Warns where others have a person's address too: nobody is known by it then.
  func warn(ofAddressOf person: Person) throws {
    let others = try read { try $0.people(sharingAddressOf: person) }
    guard !others.isEmpty else { return }
    try output.say(
      Text.personSharedAddress(
        names: others.map(\.name).joined(separator: ", "), count: others.count,
        address: person.email))
  }

  /// Warns where a person or desk is to read a language that nobody has words in.
  func warn(of language: String?) throws {
    guard let language = language.flatMap({ Language($0) }) else { return }
    let known = try read { $0.rulebook.registry.languages }
    guard !known.contains(language.code) else { return }
    try output.say(
      Text.personNoWords(language: language.code, known: known.joined(separator: ", ")))
  }
}

extension CommandContext {
  /// Disables a plugin or script; where something is left without meaning, only if that is wanted.
  func disable(_ name: String, onlyScripts: Bool, isSure: Bool) throws {
    try require(.pluginManage)
    let status = try desk.moment {
      try $0.pluginStatuses(readingManifests: false).first { $0.name == name }
    }
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
    guard let status, let trouble = status.trouble ?? status.lastFault.map({ Text(words: $0) }),
      status.trouble != nil || status.faults > 0
    else { return }
    try output.say(Text.saidDisabledFaulty(count: status.faults, trouble: trouble))
  }

  /// Which of them would mean nothing without something.
  func words(_ idle: [IdleCondition], without name: String) -> Text {
    let places = idle.map { Text.frameOf(owner: $0.owner, problem: $0.text) }
    return Text.usageIdleWithout(
      name: name, count: idle.count, places: Text(joining: places, by: "; "))
  }
}
