import Crypto
import Kernel
import Storage

/// The desk's own chain of entries: people, roles, queues, settings, plugins.
struct DeskChain {
  let transaction: WriteTransaction
  let clock: Instant
  let actor: Actor
  let source: Source
  /// The rules whose after hooks are told of entries; `nil` where nobody is.
  var rulebook: Rulebook? = nil

  /// Appends an entry, linked to the one before.
  ///
  /// Beside the edits, which are for people, it tells of every row that was changed since the last
  /// one, so that the desk's tables follow from its chain.
  @discardableResult
  func append(_ action: DeskAction, edits: [Edit]) throws -> Entry {
    let entry = try append(action, edits: edits, data: try transaction.takeDeskChanges())
    for row in rulebook?.afterRows(of: action, for: entry, at: clock) ?? [] {
      try transaction.enqueue(row)
    }
    return entry
  }

  /// Writes down how the desk was found that an older version has made, so that from then on its
  /// tables follow from its chain.
  func appendBaseline() throws {
    for rows in try transaction.deskBaseline() {
      _ = try append(.baseline, edits: [], data: rows)
    }
  }

  private func append(
    _ action: DeskAction, edits: [Edit], data: [String: Value],
  ) throws -> Entry {
    let last = try transaction.lastDeskEntry()
    let now = max(clock, last?.at ?? clock)
    var entry = Entry(
      seq: try transaction.nextEntryID(), ticket: .desk,
      number: (last?.number ?? 0).addingSaturated(1),
      version: (last?.version ?? 0).addingSaturated(1), at: now, recorded: now,
      request: try transaction.nextRequestName(), actor: actor, source: source,
      action: action.rawValue,
      edits: edits, data: data, previous: last?.digest)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    try transaction.write(entry, payloads: payloads)
    return entry
  }

  /// Tells this and other processes that rules made of roles, people and queues are stale.
  func bumpRevision() throws {
    try RulebookSource.bumpRevision(in: transaction)
  }
}
