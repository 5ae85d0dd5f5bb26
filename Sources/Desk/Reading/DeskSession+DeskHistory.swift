import Kernel
import Storage
import Texts

extension DeskSession {
  /// The desk's own chain, oldest first: people, roles, queues, views, subscriptions, plugins.
  ///
  /// It tells of everybody, so it is for those who see histories, notes and manage people.
  package func deskHistory(until moment: Instant? = nil) throws -> [Entry] {
    guard viewer.seesDeskHistory else {
      throw Refusal(
        .denied,
        Text.permissionDeskHistory(person: person.name))
    }
    return try reader.entries(of: .desk).filter { moment == nil || $0.at <= moment ?? $0.at }
      .map(\.withoutDeskRows)
  }
}
