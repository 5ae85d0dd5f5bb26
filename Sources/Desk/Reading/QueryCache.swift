import Kernel
import Synchronization

/// Queries that were read before: the same words of the same person mean the same.
///
/// What a query says does not depend on the time, which is asked for when it is answered. It does
/// depend on the rules, so that each rulebook has a cache of its own; people keep their names.
final class QueryCache: Sendable {
  struct Key: Hashable, Sendable {
    let text: String
    let person: Person.ID
    /// Whose clock its times are on.
    let zone: String
    /// Whose words of dates it may have.
    let language: String
    /// What they may name follows from them.
    let roles: [String]
    let context: QueryContext
    /// The day seen from which its dates had the days of the week that are said with them.
    let today: CivilDate?
  }

  private struct Known {
    var queries: [Key: Query] = [:]
    /// Imports by the desk's entry that tells of each: entries never change.
    var imports: [EntryID: ImportMention] = [:]
  }

  private let known = Mutex(Known())
  private static let most = 256

  /// The query that was kept for it, or the one that `read` gives; an error is not kept.
  func query(
    _ key: Key, _ read: () throws(QueryError) -> Query,
  ) throws(QueryError) -> Query {
    if let query = known.withLock({ $0.queries[key] }) { return query }
    let query = try read()
    known.withLock { known in
      if known.queries.count >= QueryCache.most { known.queries.removeAll(keepingCapacity: true) }
      known.queries[key] = query
    }
    return query
  }

  /// The import that was kept for an entry of the desk, or the one that `read` gives.
  func importMention(_ seq: EntryID, _ read: () throws -> ImportMention?) throws -> ImportMention? {
    if let told = known.withLock({ $0.imports[seq] }) { return told }
    guard let told = try read() else { return nil }
    known.withLock { known in
      if known.imports.count >= QueryCache.most { known.imports.removeAll(keepingCapacity: true) }
      known.imports[seq] = told
    }
    return told
  }
}
