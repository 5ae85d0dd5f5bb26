import Kernel
import Storage

extension DeskSession {
  /// Reads a query over entries with what the person may name.
  ///
  /// A verb that no plugin has any more is known where an entry has it.
  package func entryQuery(
    _ text: String, values: [String: Value] = [:],
  ) throws -> EntryQuery {
    do {
      return try entryQuery(text, values: values, actions: [])
    } catch QueryError.unknownName(_, field: "action", column: _, suggestion: _, known: _) {
      return try entryQuery(text, values: values, actions: try reader.actionsOfEntries())
    }
  }

  private func entryQuery(
    _ text: String, values: [String: Value], actions: [String],
  ) throws(QueryError) -> EntryQuery {
    try EntryQuery(
      parsing: text, schema: entrySchema(actions: actions), values: values,
      people: queryPeople, zone: zone)
  }

  /// The fields of entries that the person may name.
  package var entrySchema: QuerySchema { entrySchema(actions: []) }

  private func entrySchema(actions: [String]) -> QuerySchema {
    QuerySchema(entriesFor: viewer, knowsPeople: may(.personView), actions: actions)
  }

  /// The entries that a query asks for, as the person sees them, oldest first.
  ///
  /// Of more than `limit` the newest ones are given.
  package func history(_ query: EntryQuery, limit: Int = .max) throws -> [Entry] {
    try SeenHistory(reader, as: viewer).find(query, limit: limit)
  }

  /// Gives all entries that a query asks for, as the person sees them, oldest first.
  package func eachEntry(of query: EntryQuery, _ body: (Entry) throws -> Void) throws {
    try SeenHistory(reader, as: viewer).each(query, body)
  }

  /// How many entries a query asks for that the person sees; `nil` where that costs too much to say.
  package func count(_ query: EntryQuery) throws -> Int? {
    do {
      return try SeenHistory(reader, as: viewer).count(query, scanning: DeskSession.mostCounted)
    } catch is SeenHistory.TooWide {
      return nil
    }
  }

  /// So many entries are looked through only to say how many there are.
  private static let mostCounted = 1_000

  /// Whether the person may see any history at all.
  package var mayEverSeeHistory: Bool { viewer.authority.mayEver(.historyView) }

  /// Where the entries that the person sees come from.
  package var explanation: Explanation {
    Explanation(SeenHistory(reader, as: viewer))
  }
}
