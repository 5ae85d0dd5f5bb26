/// What is to be undone.
package enum UndoTarget: Equatable, Sendable {
  /// What an entry's request did to its ticket, and what hooks had done along with it.
  case entry(EntryID)
  /// All that a request did: a command's, or a whole bulk's or import's.
  case request(String)
}
