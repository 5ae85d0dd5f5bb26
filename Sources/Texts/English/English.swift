/// The English templates.
///
/// A section is made when the first of its texts is read.
package enum English {
  /// The names of all sections, in the order in which the list of error codes has them.
  package static let names = [
    "attachment", "close", "forward", "forwarded", "hint", "move", "outbox", "purge", "redact",
    "text", "ticket",
  ]

  /// The section with that name.
  @Sendable
  package static func section(_ name: some StringProtocol) -> Section? {
    switch name {
    case "attachment": attachment
    case "close": close
    case "forward": forward
    case "forwarded": forwarded
    case "hint": hint
    case "move": move
    case "outbox": outbox
    case "purge": purge
    case "redact": redact
    case "text": text
    case "ticket": ticket
    default: nil
    }
  }
}
