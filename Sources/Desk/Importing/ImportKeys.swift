import Kernel

/// The keys under which the desk remembers what came from a source, so that it comes in once.
struct ImportKeys: Sendable {
  private let space: Namespace

  init(source: String) {
    space = .source(source)
  }

  /// The ticket that the source calls so, and the request that made it.
  func ticket(_ key: String) -> String { space.key(ticket: key) }

  /// A change that the source itself has a name for.
  func entry(_ entry: String, of key: String) -> String { space.key(entry: entry, of: key) }

  /// The n-th change of the row that makes a ticket: where the row stands makes no difference.
  func part(_ number: Int, ofRowOf key: String) -> String { space.key(part: number, ofRowOf: key) }

  /// The n-th time that the row which makes a ticket has changed it.
  func update(_ number: Int, of key: String) -> String { space.key(update: number, of: key) }

  /// The n-th change of a row that is known by its position only.
  func row(_ position: Int64, _ number: Int) -> String { space.key(row: position, number) }
}
