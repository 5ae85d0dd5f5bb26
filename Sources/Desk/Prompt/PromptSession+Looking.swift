import Kernel
import Storage
import Texts

extension PromptSession {
  /// Whether nothing can be changed, since it is looked with other eyes or at the past.
  package var isOnlyLooking: Bool { eyes != nil || moment != nil }

  /// Looks with somebody's eyes from now on; with one's own again, where there is no name.
  ///
  /// It is for those who see people, who could ask of each ticket whether that person may see it.
  /// What is seen is never more than one sees oneself. Throws where it would tell more all the
  /// same: see `Viewer.mayLook(with:)`.
  package func look(as name: String?) throws {
    let earlier = eyes
    eyes = try name.flatMap { name in
      let found = try desk.session(as: person) { try $0.existing(name) }
      return found.id == person.id ? nil : found
    }
    do {
      _ = try current()
    } catch {
      eyes = earlier
      throw error
    }
  }

  /// Looks at tickets as they were at a moment from now on; as they are again, where there is none.
  package func look(at text: String?) throws {
    moment = try text.flatMap { try instant($0) }
    let zone = try desk.session(as: person) { $0.zone }
    momentName = moment.map { moment in
      let date = zone.date(moment)
      return zone.start(of: date) == moment ? date.description : zone.clock(moment)
    }
  }

  /// The moment that a text says; `nil` for now.
  ///
  /// Throws where it is still to come.
  package func instant(_ text: String) throws -> Instant? {
    guard text != "now" else { return nil }
    return try desk.session(as: person) { [typed] session in
      var session = session
      session.typed = typed
      return try session.pastMoment(text)
    }
  }

  /// Reads what is shown: by all whose eyes it is looked with.
  package func read<Result: Sendable>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try desk.session(as: person, seeingAs: current().eyes) { session in
      var session = session
      session.typed = typed
      return try body(session)
    }
  }

  /// Why nothing can be changed; `nil` where it can.
  ///
  /// What would happen is told by one's own eyes and as of now, so that is not tried, either.
  var lookingStop: PromptStop? {
    if let eyes { return PromptStop(Text.promptOthersEyes(person: eyes.name)) }
    return moment.map { PromptStop(Text.promptInPast(time: $0)) }
  }

  /// The rules of now, and whose eyes it is looked with, where that may still be.
  func current() throws -> (rulebook: Rulebook, eyes: Person?) {
    try desk.read { reader, rulebook in
      guard let eyes else { return (rulebook, nil) }
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: rulebook.context(at: desk.clock.now(), me: person.id, reading: reader))
      guard let found = try reader.person(eyes.id), viewer.sees(found) else {
        throw DeskError.noPerson(name: eyes.name, nearest: nil)
      }
      guard viewer.mayLook(with: rulebook.authority(of: found)) else {
        throw Refusal(.denied, Text.permissionHiddenEyes(person: found.name))
      }
      return (rulebook, found)
    }
  }
}
