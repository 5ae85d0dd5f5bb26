import Kernel
import Storage

extension DeskSession {
  /// The desk's own chain, oldest first: people, roles, queues, views, subscriptions, plugins.
  ///
  /// It tells of everybody, so it is for those who see histories, notes and manage people.
  package func deskHistory(until moment: Instant? = nil) throws -> [Entry] {
    guard may("history.view"), may("person.manage"), viewer.seesNotesEverywhere else {
      throw Refusal(
        .denied,
        "\(person.name) may not see the desk's history: it needs history.view, note.view and"
          + " person.manage")
    }
    return try reader.entries(of: .desk).filter { moment == nil || $0.at <= moment ?? $0.at }
  }
}
