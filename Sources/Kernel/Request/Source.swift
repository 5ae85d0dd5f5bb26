/// The way in by which a request came: people read it in histories, queries and hooks.
///
/// Entries of another desk keep the ways that it had, so any name can occur.
package struct Source: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// A command.
  package static let cli = Source(rawValue: "cli")
  /// What a plugin's code asks for.
  package static let plugin = Source(rawValue: "plugin")
  /// A script that a person runs by hand.
  package static let script = Source(rawValue: "script")
  /// What a plugin works out once for the tickets that were there before it.
  package static let backfill = Source(rawValue: "backfill")
  /// What a person types at the prompt.
  package static let repl = Source(rawValue: "repl")
  /// Rows of an importer, and what an import brings along.
  package static let `import` = Source(rawValue: "import")
  /// What the desk does by itself when its time has come.
  package static let timer = Source(rawValue: "timer")
  /// A case of `spec.lua`.
  package static let spec = Source(rawValue: "spec")
  /// The making of a desk.
  package static let creation = Source(rawValue: "init")
  /// The machine's own settings in `docket.lua`, taken over when a desk is opened.
  package static let configuration = Source(rawValue: "docket.lua")
  /// A repair.
  package static let doctor = Source(rawValue: "doctor")
  /// What is only tried, and leaves nothing.
  package static let trial = Source(rawValue: "trial")
  /// The opening of a desk that an older version made.
  package static let upgrade = Source(rawValue: "upgrade")

  /// The ways in that mean something to the desk itself: no plugin names one of its own so.
  package static let own: [Source] = [
    .cli, .plugin, .script, .backfill, .repl, .import, .timer, .spec, .creation, .configuration,
    .doctor, .trial, .upgrade,
  ]
}

extension Source {
  /// What a new ticket has as its source where nobody says otherwise: by hand, if it was typed into
  /// a command.
  var ofTickets: String { self == .cli ? "manual" : rawValue }
}
