import Crypto

/// A ticket as of some moment: the fold of its entries up to then.
package struct Ticket: Equatable, Sendable {
  /// The number that people call a ticket by: 1, 2, 3 …, never reused; 0 is the desk itself.
  package struct ID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
      self.rawValue = rawValue
    }

    /// The desk itself, whose own chain of entries is kept under this number.
    package static let desk = ID(rawValue: 0)

    package static func < (left: ID, right: ID) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package let id: ID
  package var type = ""
  package var subject = ""
  package var body = ""
  package var queue = ""
  package var stage = ""
  package var category = Category.open
  package var priority = Priority.normal
  package var tags: [String] = []
  package var rootCauses: [String] = []
  package var requester: Person.ID?
  package var assignee: Person.ID?
  package var team: [Person.ID] = []
  package var followers: [Person.ID] = []
  package var attachments: [Attachment] = []
  package var due: Instant?
  package var wake: Instant?
  package var parent: ID?
  package var source = ""
  package var closeReason = ""
  package var created = Instant(milliseconds: 0)
  package var updated = Instant(milliseconds: 0)
  package var closed: Instant?
  /// How many requests wrote an edit, public text or data.
  package var version: Int64 = 0
  /// When the last entry of any kind happened, notes included: internal.
  package var touched = Instant(milliseconds: 0)
  /// What of it is only for some: the entries of secret fields alone.
  package var veiled = Veiled()
  /// Custom fields that have a value.
  package var fields: [String: Value] = [:]

  /// Fields that whoever looks may not see: to them they are empty, even those that never are.
  package private(set) var hidden = CaseSet<TicketField>()

  /// When the present stage was entered.
  package var stageSince = Instant(milliseconds: 0)
  /// Whether all words of it are gone, so that it stands in the history only.
  package internal(set) var isPurged = false
  /// All categories the ticket has ever been in.
  package var been: CategorySet = []
  /// The stages to go back to: where it was discarded from (several deep) or postponed from.
  package var stagesBefore: [String] = []
  /// The number of the last entry.
  package var number: Int64 = 0
  /// The digest of the last entry: the end of the ticket's chain.
  package var head: Digest?

  /// A ticket before its first entry.
  package init(id: ID) {
    self.id = id
  }

  /// Empties a field for one who may not see it.
  ///
  /// The version stays, by which a change tells what it was made of.
  mutating func hide(_ field: TicketField) {
    set(field, to: .none)
    hidden.insert(field)
  }

  /// Whether there is nothing of it but its number for whoever looks.
  package var isNumberAlone: Bool { hidden.contains(.type) && hidden.contains(.created) }

  /// The ticket for one for whom there is nothing of it but its number.
  var numberAlone: Ticket {
    var bare = Ticket(id: id)
    bare.version = version
    for field in TicketField.allCases where field != .id { bare.hide(field) }
    return bare
  }
}
