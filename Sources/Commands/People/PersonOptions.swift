import ArgumentParser
import Desk

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

  var draft: PersonDraft {
    PersonDraft(
      email: email, login: login, language: language, zone: zone,
      roles: roles.isEmpty ? nil : PersonOptions.names(roles))
  }

  /// Names given several times, or several in one with commas between.
  static func names(_ given: [String]) -> [String] {
    given.flatMap { $0.split(separator: ",").map(String.init) }
  }
}
