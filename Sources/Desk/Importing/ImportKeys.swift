/// The keys under which the desk remembers what came from a source, so that it comes in once.
struct ImportKeys: Sendable {
  let source: String

  /// The ticket that the source calls so, and the request that made it.
  func ticket(_ key: String) -> String { "\(source)/ticket/\(key)" }

  /// A change that the source itself has a name for.
  func entry(_ entry: String, of key: String) -> String {
    // The length keeps apart what a slash in a key would bring together.
    "\(source)/entry/\(key.utf8.count)/\(key)/\(entry)"
  }

  /// The n-th change of the row that makes a ticket: where the row stands makes no difference.
  func part(_ number: Int, ofRowOf key: String) -> String {
    "\(source)/of/\(key.utf8.count)/\(key)/\(number)"
  }

  /// The n-th time that the row which makes a ticket has changed it.
  func update(_ number: Int, of key: String) -> String {
    "\(source)/update/\(key.utf8.count)/\(key)/\(number)"
  }

  /// The n-th change of a row that is known by its position only.
  func row(_ position: Int64, _ number: Int) -> String { "\(source)/row/\(position)/\(number)" }
}
