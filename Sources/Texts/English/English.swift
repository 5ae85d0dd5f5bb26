/// The English templates.
///
/// A section is made when the first of its texts is read.
package enum English {
  /// The names of all sections, in the order in which the list of error codes has them.
  package static let names = [
    "close", "hint", "move", "plugin", "text", "ticket",
  ]

  /// The section with that name.
  @Sendable
  package static func section(_ name: some StringProtocol) -> Section? {
    switch name {
    case "close": close
    case "hint": hint
    case "move": move
    case "plugin": plugin
    case "text": text
    case "ticket": ticket
    default: nil
    }
  }
}
