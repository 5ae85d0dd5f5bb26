import Crypto

extension Ticket {
  /// The entry that says what names in the ticket became, with its words; still without its seq's
  /// ticket row.
  ///
  /// It is internal and changes neither version nor what was updated when: nothing has happened to
  /// the ticket. It follows from `cause`, the entry of the desk's chain that brought the names.
  package func entry(
    renaming taken: [Renaming], as seq: EntryID, because cause: Entry, now: Instant,
  ) -> (entry: Entry, payloads: [Payload]) {
    let at = max(now, touched)
    var entry = Entry(
      seq: seq, ticket: id, number: number.addingSaturated(1), version: version, at: at,
      recorded: at, request: cause.request, actor: cause.actor, source: cause.source,
      action: DeskAction.rename.rawValue, params: Entry.params(of: taken), visibility: .internal,
      cause: cause.seq, origin: cause.seq, depth: 1, previous: head)
    let payloads = entry.makePayloads { RandomBytes.make(count: Payload.saltCount) }
    entry.digest = Digest(of: entry.canonicalForm)
    return (entry, payloads)
  }
}
