import Kernel
import Texts

/// Something about a desk that is not as it should be, with what to do about it.
package struct Finding: Equatable, Sendable {
  /// How bad it is.
  package enum Severity: String, SpokenName, Sendable {
    /// It will be trouble.
    case warning
    /// It is trouble.
    case error

    package static var nameKind: NameKind { .level }
  }

  /// What the doctor itself can set right, since it follows from the history or from nothing.
  package enum Repair: Hashable, Sendable {
    /// A ticket's row and values are written anew from its entries.
    case row(Ticket.ID)
    /// Values of a ticket that does not exist are deleted.
    case values(Ticket.ID)
    /// The next numbers are set behind those that were given.
    case counters
    /// All that search finds is written anew from the entries.
    case search
    /// What entries are counted by is written anew from them.
    case counted
    /// People, roles, queues, settings and plugins are written anew from the desk's entries.
    case desk
    /// Contents of attachments that no ticket keeps are deleted.
    case contents
    /// Somebody becomes an admin where nobody can mend the desk: for whoever owns its file.
    case keepers
    /// Work that somebody took and never ended is given back.
    case leases
  }

  /// A word for programs; it lasts.
  package let code: String
  package let severity: Severity
  /// What it is about: `ticket 7`, `docket.db`, `plugin vip`.
  package let place: Text
  /// What is wrong.
  package let text: Text
  /// What to do.
  package let remedy: Text
  package let repair: Repair?

  init(
    _ code: String, _ severity: Severity, at place: Text, _ text: Text, remedy: Text,
    repair: Repair? = nil,
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.text = text
    self.remedy = remedy
    self.repair = repair
  }

  /// What is wrong, in English.
  package var words: String { text.description }
}
