/// The kinds of names that the program itself has and people read, as its verbs.
///
/// In English people are shown them as they are typed; other languages call them as `labels.json`
/// says, by keys such as `verb.close`. Programs are given the names.
package enum NameKind: String, CaseIterable, Sendable {
  /// What is done to a ticket, or to the desk.
  case verb
  /// The way in of a request or a ticket.
  case source
  /// The side of a role.
  case side
  /// What of an entry is redacted.
  case part
  /// The part that somebody has in a ticket.
  case seat
  /// How much a line of the log or a finding matters.
  case level
  /// A step of a trace.
  case step
  /// A rule of the kernel's, in a trace.
  case check
  /// What a row of the outbox does.
  case row
  /// How far a row of the outbox has come.
  case state
  /// Who sees an entry.
  case visibility
  /// What a stage means.
  case category
  /// What can be renamed, and what has fields.
  case thing
  /// What a refusal is about that is no field of tickets.
  case argument
  /// A day of the week.
  case day
  /// What the system's library says of an error, which it says in English.
  case system
  /// Who acts, where it is nobody.
  case actor
  /// Who gives a role what it may, where it is no plugin.
  case given
}

extension Text {
  /// A name of the program's own; one that no language calls otherwise stands as it is.
  package init(name: String, of kind: NameKind) {
    body = .name(name, of: kind)
  }
}

extension Catalogue {
  /// What the language calls a name of the program's own.
  func name(_ name: String, of kind: NameKind) -> String {
    guard language != .english else { return name }
    return KernelLabels.all(in: language.code)["\(kind.rawValue).\(name)"] ?? name
  }
}
