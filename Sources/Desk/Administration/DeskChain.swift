import Crypto
import Kernel
import Storage

/// The desk's own chain of entries: people, roles, queues, settings, plugins.
struct DeskChain {
  let transaction: WriteTransaction
  let clock: Instant
  let actor: Actor
  let source: String

  /// Appends an entry, linked to the one before.
  @discardableResult
  func append(_ action: String, edits: [Edit]) throws -> Entry {
    let last = try transaction.lastDeskEntry()
    let now = max(clock, last?.at ?? clock)
    var entry = Entry(
      seq: try transaction.nextEntryID(), ticket: .desk,
      number: (last?.number ?? 0).addingSaturated(1),
      version: (last?.version ?? 0).addingSaturated(1), at: now, recorded: now,
      request: try transaction.nextRequestName(), actor: actor, source: source, action: action,
      edits: edits, previous: last?.digest)
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
