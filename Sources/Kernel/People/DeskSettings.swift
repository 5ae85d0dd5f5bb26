import Texts

/// The desk's own settings that rules look at.
package struct DeskSettings: Equatable, Sendable {
  /// The type of a new ticket that names none.
  package var defaultType: String
  /// The code of the language that the desk itself speaks, as `en`.
  package var languageCode: String
  /// The zone whose clock holds where nobody has another.
  package var zone: Zone
  /// The most bytes that an attachment may have.
  package var attachmentLimit: Int64

  package init(
    defaultType: String = "question", languageCode: String = "en", zone: Zone = .utc,
    attachmentLimit: Int64 = Limit.attachmentBytes,
  ) {
    self.defaultType = defaultType
    self.languageCode = languageCode
    self.zone = zone
    self.attachmentLimit = attachmentLimit
  }
}

extension DeskSettings {
  /// The clock by which somebody types and reads: their own, else the desk's.
  ///
  /// Everything that people write or are shown goes by it: commands, questions, screens, messages.
  /// What rules say goes by `zone`, whoever asks.
  package func zone(of person: Person?) -> Zone {
    guard let name = person?.zone, !name.isEmpty, name != zone.name else { return zone }
    // A zone that the system's files have no longer is as none.
    return (try? Zone.named(name)) ?? zone
  }

  /// The code of the language in which somebody reads: their own, else the desk's.
  package func languageCode(of person: Person?) -> String {
    guard let code = person?.language, !code.isEmpty else { return languageCode }
    return code
  }

  /// The language whose words of dates somebody may use besides English ones.
  package func language(of person: Person?) -> Language? { Language(languageCode(of: person)) }

  /// The language that the desk itself speaks, as in its log.
  package var language: Language { Language(languageCode) ?? .english }
}

extension Rulebook {
  /// What conditions of rules are judged by: the moment, who asks, the desk's own clock, and what
  /// the fields of people say, which are read from `store`.
  package func context(
    at now: Instant, me: Person.ID? = nil, reading store: any PeopleReading,
  ) -> EvaluationContext {
    EvaluationContext(now: now, zone: settings.zone, me: me, people: values(reading: store))
  }

  /// The same for what holds for everything, where there is no ticket that a condition could be of.
  package func deskContext(at now: Instant, me: Person.ID? = nil) -> EvaluationContext {
    EvaluationContext(now: now, zone: settings.zone, me: me)
  }

  /// What the fields of people say; `nil` where people have none.
  package func values(reading store: any PeopleReading) -> PeopleValues? {
    personFields.isEmpty ? nil : PeopleValues(reading: store)
  }
}
