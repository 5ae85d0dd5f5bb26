import Texts

/// Messages that one channel has passed on to another, as the outbox row of the other one has them.
///
/// They are named by their own rows, so that their words are looked up when they are told: what the
/// reader may not see by then, and what was redacted, is in none of them.
package struct PassedMessages: Equatable, Sendable {
  /// The rows of the messages, in their order.
  package let rows: [Int64]
  /// How often they have been passed on.
  package let passes: Int64

  package init(rows: [Int64], passes: Int64) {
    (self.rows, self.passes) = (rows, passes)
  }

  /// What a row has; `nil` for a row that is a message of its own.
  package init?(of row: OutboxRow) {
    guard row.kind == .notify, row.key.hasPrefix(PassedMessages.prefix),
      let payload = try? JSON(parsing: row.payload),
      let rows = payload["passed"]?.array?.compactMap(\.integer),
      let passes = payload["passes"]?.integer
    else { return nil }
    self.init(rows: rows, passes: passes)
  }

  /// What the keys of such rows begin with.
  package static let prefix = "passed/"

  /// The row by which a channel is given what another one passes on.
  package static func row(
    passing passed: [OutboxRow], from row: OutboxRow, to channel: ChannelSpec, now: Instant,
  ) -> OutboxRow {
    let found = passed.map(PassedMessages.init(of:))
    let rows = zip(passed, found).flatMap { $1?.rows ?? [$0.id] }
    let passes = found.compactMap { $0?.passes }.max() ?? 0
    let payload = JSON.object([
      ("passed", .array(rows.map(JSON.integer))), ("passes", .integer(passes + 1)),
    ])
    return OutboxRow(
      key: "\(prefix)\(row.id)/\(channel.name)", kind: .notify, plugin: channel.plugin,
      name: channel.name, ticket: Set(passed.map(\.ticket)).count == 1 ? row.ticket : nil,
      recipient: row.recipient, payload: payload.text, notBefore: now)
  }
}

/// Several messages for one reader as a single one, with those about one ticket beside each other.
package struct MessageDigest {
  /// One of the messages.
  package struct Part {
    let ticket: Ticket.ID?
    let subject: String
    let text: String

    package init(ticket: Ticket.ID?, subject: String, text: String) {
      (self.ticket, self.subject, self.text) = (ticket, subject, text)
    }
  }

  /// How many messages there are, and about how many tickets.
  package let subject: String
  /// Each message's subject, with its words indented below; long ones are cut.
  package let text: String

  /// What it is about, where it is about several things.
  package static let event = "digest"

  package init(_ parts: [Part], in language: Language) {
    var tickets: [Ticket.ID?] = []
    for part in parts where !tickets.contains(part.ticket) { tickets.append(part.ticket) }
    subject = Text.toldDigest(count: parts.count, tickets: tickets.count).rendered(in: language)
    text = tickets.flatMap { ticket in parts.filter { $0.ticket == ticket } }
      .map(\.words).joined(separator: "\n\n")
  }
}

extension MessageDigest.Part {
  fileprivate var words: String {
    guard !text.isEmpty else { return subject }
    let most = Limit.digestCharacters
    let shown = text.count > most ? text.prefix(most - 1) + "…" : text[...]
    let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
    return ([subject] + lines.map { $0.isEmpty ? "" : "  \($0)" }).joined(separator: "\n")
  }
}
