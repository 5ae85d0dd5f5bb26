import Texts

/// Something in a desk's history that is not as Docket wrote it.
package struct AuditProblem: Equatable, Sendable {
  /// What it is that is wrong.
  package enum Kind: Equatable, Sendable {
    /// The file's pages.
    case file
    /// Entries, which nothing can make again.
    case history
    /// A ticket's row or values, which its entries make.
    case row
    /// Values that belong to no ticket and no entry.
    case stray
    /// What the entries of a ticket are counted by, which they make.
    case counted
    /// The content of an attachment.
    case content
    /// The numbers to be given next.
    case counters
    /// A row of the desk itself, which the desk's entries make: people, roles, queues, settings.
    case desk
    /// A registry or the files of a plugin, which nothing can make again.
    case plugins
    /// A table, an index or a trigger.
    case schema
    /// A key by which a request is known again.
    case key
    /// What search finds.
    case search
  }

  package let kind: Kind
  /// The ticket that it is about, or the desk; `nil` for the database as a whole.
  package let ticket: Ticket.ID?
  package let entry: EntryID?
  /// What is wrong.
  package let text: Text

  package init(
    _ kind: Kind, ticket: Ticket.ID? = nil, entry: EntryID? = nil, _ text: Text,
  ) {
    self.kind = kind
    self.ticket = ticket
    self.entry = entry
    self.text = text
  }

  /// What is wrong, in English.
  package var words: String { text.description }
}

/// What an audit has checked.
package struct AuditReport: Equatable, Sendable {
  package var entries = 0
  /// Chains of tickets, without the desk's own.
  package var tickets = 0
  /// Parts of entries whose words are gone: they were redacted.
  package var redacted = 0
  package var problems = 0
  /// Whether entries tell of the desk's own rows; on a desk of an older version they do from the next
  /// change on.
  package var coversDesk = true
  /// The entry that says how the desk was found that an older version has made; `nil` where its
  /// whole history is known.
  package var baseline: EntryID?

  package init() {}
}
