/// The English templates.
///
/// A section is made when the first of its texts is read.
package enum English {
  /// The names of all sections, in the order in which the list of error codes has them.
  package static let names = [
    "bulk", "close", "hint", "move", "plugin", "text", "ticket", "undo",
  ]

  /// The section with that name.
  @Sendable
  package static func section(_ name: some StringProtocol) -> Section? {
    switch name {
    case "bulk": bulk
    case "close": close
    case "hint": hint
    case "move": move
    case "plugin": plugin
    case "text": text
    case "ticket": ticket
    case "undo": undo
    default: nil
    }
  }
}
