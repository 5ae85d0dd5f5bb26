import Crypto

/// One immutable line of the history.
package struct Entry: Equatable, Sendable {
  /// Whether customers may see it.
  package enum Visibility: String, Sendable {
    case `public`
    case `internal`
  }

  package var seq: EntryID
  /// The ticket, or `Ticket.ID.desk` for the desk's own chain.
  package var ticket: Ticket.ID
  /// 1, 2, 3 … within the ticket.
  package var number: Int64
  /// The ticket's version after this entry.
  package var version: Int64
  /// When it happened: never before an earlier entry of the ticket, never after `recorded`.
  package var at: Instant
  /// When it was written.
  package var recorded: Instant
  /// What all entries of one command, bulk, script run or import have in common, as `r12`.
  package var request: String
  package var actor: Actor
  /// The way in, as `cli`, `import` or `plugin`.
  package var source: String
  /// The verb asked for; a plain update takes the action that its edits mean.
  package var action: String
  package var params: [String: Value]
  package var edits: [Edit]
  package var text: String
  package var visibility: Visibility
  /// The permissions of which one is needed to see any of it, with spaces between; `nil` where all
  /// who see the ticket see something of it.
  ///
  /// Taken when it is written: what fields are called secret later does not change what was counted.
  package var veil: String?
  /// The desk's entry that tells of the import which wrote this one: by whom, and from what file;
  /// `nil` for what was made here.
  package var imported: EntryID?
  /// What a plugin's action declared: logged minutes, a rating.
  package var data: [String: Value]
  /// The entry that this one follows from.
  package var cause: EntryID?
  /// The first entry of the chain of causes.
  package var origin: EntryID?
  /// How many causes away the origin is.
  package var depth: Int64
  /// The hook whose request this is, as `plugin@version:hook`, for requests that hooks make.
  package var hook: String?
  /// The digest of the ticket's entry before; `nil` for the first.
  package var previous: Digest?
  /// Digest by part of `payload`, also of what has been redacted since.
  package var parts: [PayloadPart: Digest]
  /// The parts whose words are gone: they were redacted.
  package var redacted: Set<PayloadPart> = []
  /// The digest of the canonical form.
  package var digest: Digest?

  package init(
    seq: EntryID, ticket: Ticket.ID, number: Int64, version: Int64, at: Instant,
    recorded: Instant, request: String, actor: Actor, source: String, action: String,
    params: [String: Value] = [:], edits: [Edit] = [], text: String = "",
    visibility: Visibility = .public, data: [String: Value] = [:], cause: EntryID? = nil,
    origin: EntryID? = nil, depth: Int64 = 0, hook: String? = nil, previous: Digest? = nil,
    parts: [PayloadPart: Digest] = [:], digest: Digest? = nil,
  ) {
    self.seq = seq
    self.ticket = ticket
    self.number = number
    self.version = version
    self.at = at
    self.recorded = recorded
    self.request = request
    self.actor = actor
    self.source = source
    self.action = action
    self.params = params
    self.edits = edits
    self.text = text
    self.visibility = visibility
    self.data = data
    self.cause = cause
    self.origin = origin
    self.depth = depth
    self.hook = hook
    self.previous = previous
    self.parts = parts
    self.digest = digest
  }
}
