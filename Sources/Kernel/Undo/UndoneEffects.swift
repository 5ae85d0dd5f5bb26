/// What followed from entries that were undone, and what became of it.
package struct UndoneEffects: Equatable, Sendable {
  /// Rows of the outbox that will not be delivered any more.
  package var dropped: [OutboxRow] = []
  /// Rows that were delivered, or are being: they cannot be taken back.
  package var delivered: [OutboxRow] = []
  /// Requests that after hooks and actions made because of them: each can be undone by itself.
  package var followed: [FollowedRequest] = []
  /// How many texts (notes, replies, comments) stay.
  package var texts = 0
  /// How many rows and requests there are besides those that are listed.
  package private(set) var others = 0

  /// How many of each are listed.
  package static let most = 100

  package init() {}

  /// Takes in what another ticket's undo came to.
  package mutating func add(_ other: UndoneEffects) {
    others += other.others
    UndoneEffects.append(other.dropped, to: &dropped, others: &others)
    UndoneEffects.append(other.delivered, to: &delivered, others: &others)
    let known = Set(followed.map(\.request))
    let new = other.followed.filter { !known.contains($0.request) }
    UndoneEffects.append(new, to: &followed, others: &others)
    texts += other.texts
  }

  private static func append<Element>(
    _ more: [Element], to list: inout [Element], others: inout Int,
  ) {
    let taken = more.prefix(max(0, most - list.count))
    list += taken
    others += more.count - taken.count
  }
}

/// A request of its own that followed from an undone one.
package struct FollowedRequest: Equatable, Sendable {
  package var request: String
  package var ticket: Ticket.ID
  package var seq: EntryID
  package var action: String
  /// The hook that made it, as `plugin@version:hook`.
  package var hook: String?

  package init(_ entry: Entry) {
    request = entry.request
    ticket = entry.ticket
    seq = entry.seq
    action = entry.action
    hook = entry.hook
  }
}

extension FollowedRequest: HistoryLine {}
