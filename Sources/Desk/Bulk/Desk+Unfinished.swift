import Kernel
import Storage
import Texts

extension Desk {
  /// Goes on with a bulk that was begun and not finished.
  ///
  /// It stays in the name of whoever began it; another person needs the permission `as`. One that
  /// has ended gives what it came to. Throws a `Refusal` where there is none for this person.
  package func resume(
    _ name: String, as person: Person, isStopped: () -> Bool = { false },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> BulkResult {
    switch try bulk(name, for: person).state {
    case .running, .done: return try run(name, isStopped: isStopped, progress: progress)
    case .abandoned:
      throw Refusal(.refused, Text.bulkAbandoned(name: name))
    }
  }

  /// What is left of a bulk that was begun, for who looks at it first; throws as going on does.
  package func openOrder(ofBulk name: String, as person: Person) throws -> BulkOrder {
    let bulk = try bulk(name, for: person)
    guard bulk.state != .abandoned else {
      throw Refusal(.refused, Text.bulkAbandoned(name: name))
    }
    let targets = try readers.read { try $0.openTargets(of: name) }
    guard bulk.state == .running else {
      return BulkOrder(
        Request(actor: bulk.actor, source: "cli", action: Action(bulk.action)), for: [])
    }
    return try bulk.order(for: targets)
  }

  /// Gives up a bulk that was begun; what it did stays, and can be undone.
  package func abandon(_ name: String, as person: Person) throws -> BulkResult {
    _ = try bulk(name, for: person)
    return try writer().perform { transaction, _ in
      guard let bulk = try transaction.bulk(name), bulk.state == .running else {
        throw Refusal(.refused, Text.bulkEnded(name: name))
      }
      return .keeping(try transaction.end(bulk, as: .abandoned))
    }
  }

  private func bulk(_ name: String, for person: Person) throws -> BulkRecord {
    try session(as: person) { session in
      let own = try session.unfinishedBulks().map(\.request)
      guard let bulk = try session.reader.bulk(name), session.mayRun(bulk) else {
        let list = own.joined(separator: ", ")
        let others = own.isEmpty ? nil : Text.bulkUnfinished(names: list)
        throw Refusal(.notFound, Text.bulkNone(name: name, others: others))
      }
      return bulk
    }
  }
}

/// A bulk that was begun and not finished.
package struct UnfinishedBulk: Sendable {
  /// The request's name, as `r12`.
  package let request: String
  package let actor: Actor
  package let action: String
  package let begun: Instant
  /// How many tickets it is about.
  package let total: Int
  /// How many of them were done or refused.
  package let reached: Int

  fileprivate init(_ bulk: BulkRecord, _ progress: BulkResult?) {
    request = bulk.request
    actor = bulk.actor
    action = bulk.action
    begun = bulk.begun
    total = bulk.total
    reached = (progress?.done ?? 0) + (progress?.refused.count ?? 0)
  }
}

extension DeskSession {
  /// The bulks that this person may go on with, oldest first.
  package func unfinishedBulks() throws -> [UnfinishedBulk] {
    try reader.unfinishedBulks().filter(mayRun).map { bulk in
      UnfinishedBulk(bulk, try reader.progress(of: bulk.request))
    }
  }

  func mayRun(_ bulk: BulkRecord) -> Bool {
    bulk.actor == .person(person.id) || may(.as)
  }

  /// The tickets that a query asks for, with the versions seen; discarded ones only where it does.
  package func targets(_ query: Query) throws -> [BulkTarget] {
    let ids = try reader.ids(
      matching: viewer.listed(query), access: viewer.access, notes: viewer.notesAccess,
      in: queryContext,
      limit: query.limit ?? .max)
    return try targets(ids)
  }

  /// Those tickets, each once, with the versions seen; whether they exist is found when they are done.
  package func targets(_ ids: [Ticket.ID]) throws -> [BulkTarget] {
    try reader.targets(ids)
  }
}

extension Reader {
  /// Those tickets, each once, with the versions that they have now.
  func targets(_ ids: [Ticket.ID]) throws -> [BulkTarget] {
    let versions = try versions(of: ids)
    var seen: Set<Ticket.ID> = []
    return ids.filter { seen.insert($0).inserted }
      .map { BulkTarget(ticket: $0, version: versions[$0]) }
  }
}
